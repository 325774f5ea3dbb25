package io.flyball.policy.tune.launch;

import io.flyball.policy.document.MemoryOptimization.HeapBounds;
import io.flyball.policy.tune.Bytes;
import io.flyball.policy.tune.FleetHeap;
import io.flyball.policy.tune.Numbers;
import java.util.Optional;

/**
 * {@code -Xmx} from what is live and what the container leaves, and the number of processors that the JVM plans for.
 *
 * <p>Example: 500 MB live: three times that is 1,500 MB; a container of 1 GiB with 10,000 classes and 250 threads leaves
 * 477 MB: so 477 MB, which is below 1.5 times what is live, and is said to be too small.
 */
final class LaunchHeap {
    /** Heap over what is live: a collector of generations is comfortable from here on. */
    static final double COMFORT = 3;
    /** A difference below this share of the present heap is not worth a restart. */
    static final double WORTHWHILE = 0.2;
    /** The heap up to which references take 4 bytes. */
    static final double COMPRESSED = 32.0 * 1024 * 1024 * 1024;

    private static final double JUST_BELOW = 31.0 / 32;

    private LaunchHeap() {}

    static LaunchAdvice.Finding maximum(LaunchFacts facts, Optional<HeapBounds> bounds) {
        if (!(facts.live() > 0) || !(facts.maxHeap() > 0) || Double.isInfinite(facts.live())) {
            return LaunchAdvice.Finding.none("-Xmx: what is live was not measured");
        }
        double wanted = facts.live() * COMFORT;
        StringBuilder why =
                new StringBuilder(Numbers.show("%s live, %.0f times that", Bytes.show(facts.live()), COMFORT));
        if (bounds.isPresent()) {
            double increment = Math.max(1, bounds.get().increment());
            wanted = Math.ceil(wanted / increment) * increment;
            wanted = Math.max(bounds.get().initial(), Math.min(bounds.get().maximum(), wanted));
            why.append(Numbers.show(
                    ", within the policy's %s to %s",
                    Bytes.show(bounds.get().initial()), Bytes.show(bounds.get().maximum())));
        }
        Optional<Double> room = room(facts);
        if (room.isPresent() && room.get() < wanted) {
            wanted = room.get();
            why.append(", of which the container leaves ").append(Bytes.show(wanted));
        }
        if (wanted > COMPRESSED * JUST_BELOW && wanted < COMPRESSED * 1.5) {
            wanted = COMPRESSED * JUST_BELOW;
            why.append(", kept below 32 GiB where references double");
        }
        if (wanted < facts.live() * FleetHeap.LEAST_OVER_LIVE) {
            return LaunchAdvice.Finding.none(
                    "-Xmx: %s allowed, but %s are live: the container or the policy's maximum is too small"
                            .formatted(Bytes.show(wanted), Bytes.show(facts.live())));
        }
        boolean crosses = facts.maxHeap() >= COMPRESSED && wanted < COMPRESSED;
        if (!crosses && Math.abs(wanted - facts.maxHeap()) < facts.maxHeap() * WORTHWHILE) {
            return LaunchAdvice.Finding.none("-Xmx: %s is near %s: not worth a restart"
                    .formatted(Bytes.show(facts.maxHeap()), Bytes.show(wanted)));
        }
        String effect = wanted < facts.maxHeap()
                ? "%s less for this process at the most".formatted(Bytes.show(facts.maxHeap() - wanted))
                : Numbers.show(
                        "about %.1f times fewer collections",
                        (wanted - facts.live()) / Math.max(facts.live() * 0.01, facts.maxHeap() - facts.live()));
        return LaunchAdvice.Finding.of(new FlagChange(
                "-Xmx", String.valueOf((long) facts.maxHeap()), String.valueOf((long) wanted), why.toString(), effect));
    }

    private static Optional<Double> room(LaunchFacts facts) {
        if (!(facts.containerBytes() > 0) || Double.isInfinite(facts.containerBytes())) {
            return Optional.empty();
        }
        long threads = facts.threads() > 0 ? facts.threads() : ContainerMemory.DEFAULT_THREADS;
        return Optional.of(ContainerMemory.split((long) facts.containerBytes(), facts.classes(), threads, 0)
                .map(split -> (double) split.heap())
                .orElse(0.0));
    }

    /** A JVM that started with one processor plans all its pools for one, and collects serially, for its whole life. */
    static LaunchAdvice.Finding processors(LaunchFacts facts) {
        String flag = "-XX:ActiveProcessorCount";
        if (!facts.flag(flag).isEmpty()) {
            return LaunchAdvice.Finding.none(flag + " is set already: " + facts.flag(flag));
        }
        if (!(facts.processors() >= 1) || !(facts.cores() >= 0) || facts.processors() >= 2) {
            return LaunchAdvice.Finding.none(flag + ": nothing speaks for it");
        }
        if (facts.cores() <= facts.processors() * 0.5 || !facts.proven().contains("ActiveProcessorCount")) {
            return LaunchAdvice.Finding.none(flag + ": one processor is enough, or the flag was not proven here");
        }
        return LaunchAdvice.Finding.of(new FlagChange(
                flag,
                "",
                "2",
                Numbers.show("the JVM plans for %.0f processor and used %.2f", facts.processors(), facts.cores()),
                "pools and collector sized for two, whatever the quota at the start"));
    }
}
