#!/bin/sh
# Measures the built distribution: ./deploy/bench.sh fleet|ingest|agent [options]; see docs/internals/bench-link.md.
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
home=${FLYBALL_HOME:-$root/deploy/target/flyball}
[ -f "$home/lib/flyball-cli.jar" ] || {
    echo "no distribution at $home: build it with deploy/build.sh, or set FLYBALL_HOME" >&2
    exit 2
}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

# The role keeps agents from watching this process.
exec "$java" -Dflyball.role=bench -Dflyball.home="$home" -Xmx512m -cp "$home/lib/*" io.flyball.simulator.bench.FleetBench "$@"
