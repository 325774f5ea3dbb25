#!/usr/bin/env bash
# Starts a member and an agent of the built distribution on the JDK in JAVA_HOME, looks, and stops them.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
flyball=$root/deploy/target/flyball/flyball
[ -x "$flyball" ] || { echo "no distribution at $flyball: run mvn package first" >&2; exit 2; }

dir=$(mktemp -d)
pids=()
stop() {
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
    wait 2>/dev/null || true
    rm -rf "$dir"
}
trap stop EXIT
http=$((20000 + RANDOM % 10000))
cluster=$((http + 10000))
export FLYBALL_SERVER=http://127.0.0.1:$http

"$flyball" server --http "127.0.0.1:$http" --cluster "127.0.0.1:$cluster" --data "$dir/m1" >"$dir/server.log" 2>&1 &
pids+=($!)
cat >"$dir/Idle.java" <<'JAVA'
public class Idle { public static void main(String[] a) throws Exception { Thread.sleep(300_000); } }
JAVA
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx64m -Dflyball.service=idle -Dflyball.node=idle-1 "$dir/Idle.java" &
pids+=($!)
"$flyball" agent --server "$FLYBALL_SERVER" --data "$dir/agent" >"$dir/agent.log" 2>&1 &
pids+=($!)

for _ in $(seq 1 60); do
    if "$flyball" get nodes --service idle 2>/dev/null | grep -q '^idle-1 '; then
        "$flyball" get services
        "$flyball" get nodes --service idle
        # a frozen cluster says so, and the freeze can be lifted
        "$flyball" freeze --reason "smoke run" && "$flyball" unfreeze --reason "smoke run over"
        echo "smoke run passed"
        exit 0
    fi
    sleep 1
done
echo "smoke run failed: node idle-1 did not appear within 60 s" >&2
tail -n 40 "$dir/server.log" "$dir/agent.log" >&2
exit 1
