#!/bin/sh
# Measures the built distribution: ./deploy/bench.sh fleet|ingest|agent [options]; see docs/internals/bench-link.md.
# Measures one decision of a large service: ./deploy/bench.sh tick [JMH options]; see docs/internals/quality.md.
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

if [ "${1:-}" = tick ]; then
    shift
    cd "$root"
    mvn -q -pl protocol,policies,node/planner test-compile dependency:build-classpath \
        -Dmdep.outputFile=target/test.classpath -Dmdep.includeScope=test
    exec "$java" -cp "node/planner/target/test-classes:node/planner/target/classes:$(cat node/planner/target/test.classpath)" \
        org.openjdk.jmh.Main TickBenchmark -prof gc "$@"
fi

home=${FLYBALL_HOME:-$root/deploy/target/flyball}
[ -f "$home/lib/flyball-cli.jar" ] || {
    echo "no distribution at $home: build it with deploy/build.sh, or set FLYBALL_HOME" >&2
    exit 2
}
# The role keeps agents from watching this process.
exec "$java" -Dflyball.role=bench -Dflyball.home="$home" -Xmx512m -cp "$home/lib/*" io.flyball.simulator.bench.FleetBench "$@"
