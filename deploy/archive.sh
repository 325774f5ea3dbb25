#!/bin/sh
# Makes the class data archive that lets client verbs start quickly, for one JDK.
# usage: archive.sh DISTRIBUTION JAVA_HOME
set -eu
dist=$1
java_home=$2
version=$(sed -n 's/^JAVA_VERSION="\(.*\)"$/\1/p' "$java_home/release")
lib=$dist/lib
client=$lib/flyball-cli.jar:$lib/picocli.jar:$lib/jackson-core.jar:$lib/jackson-databind.jar
client=$client:$lib/jackson-annotations.jar:$lib/snakeyaml-engine.jar
client=$client:$lib/flyball-policies.jar:$lib/flyball-protocol.jar
mkdir -p "$dist/cds"
# The archive holds what this call loads: a whole client verb against a small answer from its own process.
"$java_home/bin/java" -XX:ArchiveClassesAtExit="$dist/cds/client-$version.jsa" -Xlog:disable -Xlog:all=off \
    -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx64m -cp "$client" io.flyball.cli.Main rehearse >/dev/null
