#!/bin/sh
# Builds the distribution without running tests, one line per module, so that the first start shows progress.
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
log=$root/deploy/target/build.log
mkdir -p "$root/deploy/target"

echo "Building Flyball (only after a change of its sources; the first time Maven fetches libraries)"
start=$(date +%s)
status=$root/deploy/target/build.status
rm -f "$status"
{
    mvn -B -f "$root/pom.xml" package -DskipTests -Dspotless.check.skip=true 2>&1 || echo failed >"$status"
} | tee "$log" | while IFS= read -r line; do
    case $line in
        *"Building Flyball"*\[*)
            name=${line#*Building }
            printf '  %4ss  %s\n' "$(($(date +%s) - start))" "$name"
            ;;
        *ERROR*) printf '%s\n' "$line" ;;
    esac
done
if [ -f "$status" ]; then
    echo "The build failed; the whole output is in $log" >&2
    exit 1
fi
printf '  %4ss  done\n' "$(($(date +%s) - start))"
