package io.flyball.policy.tune.launch;

import java.util.Map;
import java.util.Set;

/**
 * What is known of a JVM when its next start is considered. Missing numbers = NaN, never 0.
 *
 * @param flags as they are, e.g. {@code -Xmx} to {@code 2147483648}, {@code -XX:UseG1GC} to {@code true}
 * @param proven flags that this JVM was proved to know, without {@code -XX:}, e.g. {@code UseZGC}
 * @param maxHeap bytes
 * @param live bytes in use after a collection, the highest of the observed days
 * @param processors that the JVM may use
 * @param cores processors that it used in the mean
 * @param collection share of time in collections, [0, 1]
 * @param pauseSeconds 99th percentile of collection pauses
 * @param objectiveSeconds objective on latency; NaN = none
 * @param containerBytes limit of the container; NaN = none
 * @param classes loaded; 0 = not known
 * @param threads at most; 0 = not known
 * @param strings share of the live heap in strings and their arrays, [0, 1]
 */
public record LaunchFacts(
        Jvm jvm,
        Map<String, String> flags,
        Set<String> proven,
        double maxHeap,
        double live,
        double processors,
        double cores,
        double collection,
        double pauseSeconds,
        double objectiveSeconds,
        double containerBytes,
        long classes,
        long threads,
        double strings) {
    public LaunchFacts {
        flags = Map.copyOf(flags);
        proven = Set.copyOf(proven);
    }

    String flag(String name) {
        return flags.getOrDefault(name, "");
    }

    boolean isOn(String name) {
        return flag("-XX:" + name).equals("true");
    }
}
