package io.flyball.policy.tune;

import io.flyball.policy.document.MemoryOptimization;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.Setting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Gives heap back while a node is idle, and restores the original settings at the first sign of load.
 *
 * <p>G1 (and Serial): {@code MinHeapFreeRatio=10, MaxHeapFreeRatio=20} and one collection. ZGC and Shenandoah:
 * {@code SoftMaxHeapSize = factor * live}, factor 1.5 (Shenandoah 2): below the live set the collector spins. Tight
 * settings cost several times the collection work under load, so they are for idle nodes only.
 *
 * <p>Worth it when committed is 1.5 times what was live after the last collection, or when that collection was under
 * load or long ago: then nobody knows what is live, and the collection of the give-back itself tells.
 *
 * <p>Example: committed 1350 MB, live 100 MB, idle for 5 min: 13.5 >= 1.5, give back; measured 1113 -> 195 MB.
 */
public final class IdleHeap {
    /** Not worth it below: committed over live. */
    public static final double WORTHWHILE = 1.5;

    public static final int MIN_FREE = 10;
    public static final int MAX_FREE = 20;
    static final int DEFAULT_MIN_FREE = 40;
    static final int DEFAULT_MAX_FREE = 70;
    private static final double SOFT_MAX_FACTOR = 1.5;
    private static final double SOFT_MAX_FACTOR_SHENANDOAH = 2;
    /** Share of the expected samples that must be there before silence counts as idleness. */
    private static final double COVERAGE = 0.6;
    /** A collection longer ago than this many times {@code idleFor} says nothing about now. */
    private static final int COLLECTION_IS_OLD = 3;

    private IdleHeap() {}

    /**
     * @param jvm as the agent described it, e.g. {@code 17.0.15 G1 pid 4711}; names the collector
     * @param samples oldest first; reaching back to the last load, where that is known
     */
    public static Advice advise(
            Instant now,
            String jvm,
            List<Capability> capabilities,
            List<Sample> samples,
            Duration interval,
            MemoryOptimization config) {
        Optional<String> busy = notIdle(now, samples, interval, config);
        if (busy.isPresent()) {
            return Advice.leave("heap-not-idle", busy.get());
        }
        Sample newest = samples.get(samples.size() - 1);
        OptionalDouble committed = newest.value(Metrics.HEAP_COMMITTED);
        OptionalDouble live = liveHeap(newest);
        if (committed.isEmpty() || live.isEmpty()) {
            return Advice.leave("heap-no-data", "heap size was not measured, so nothing changes");
        }
        List<String> reasons = new ArrayList<>();
        reasons.add("idle for %d s: %s".formatted(config.idleFor().toSeconds(), activity(newest)));
        double ratio = committed.getAsDouble() / Math.max(live.getAsDouble(), 1);
        reasons.add("heap committed %s, in use after collection %s: %.1f times"
                .formatted(megabytes(committed.getAsDouble()), megabytes(live.getAsDouble()), ratio));
        if (ratio < WORTHWHILE) {
            Optional<String> old = liveIsOld(samples, config);
            if (old.isEmpty()) {
                return Advice.leave(
                        "heap-tight",
                        "committed heap is %.1f times what is live: too little to give back".formatted(ratio));
            }
            reasons.add(old.get());
        }
        List<Setting> settings = settings(jvm, capabilities, live.getAsDouble());
        if (settings.isEmpty()) {
            reasons.add("this JVM (" + jvm + ") has no setting that proved to shrink its heap");
            return Advice.withhold("heap-no-capability", reasons);
        }
        return Advice.change(settings, "heap-give-back", reasons);
    }

    /**
     * Why what is live is not known, if so: an idle node allocates so little that minutes pass without a collection, and
     * what was live at the last one may long be garbage.
     */
    private static Optional<String> liveIsOld(List<Sample> samples, MemoryOptimization config) {
        Instant newest = samples.get(samples.size() - 1).at();
        Instant old = newest.minus(config.idleFor().multipliedBy(COLLECTION_IS_OLD));
        for (int i = samples.size() - 1; i >= 0; i--) {
            Sample sample = samples.get(i);
            if (!isIdle(sample, config)) {
                return Optional.of("the last collection was under load: another one tells what is live now");
            }
            if (sample.at().isBefore(old)) {
                return Optional.of("no collection for %d s: another one tells what is live now"
                        .formatted(Duration.between(sample.at(), newest).toSeconds()));
            }
            if (sample.value(Metrics.GC_COUNT).orElse(0) > 0) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Settings in the order in which they must be written: the lower ratio first, so that min <= max at every moment. */
    private static List<Setting> settings(String jvm, List<Capability> capabilities, double live) {
        if (allows(capabilities, Knobs.MIN_HEAP_FREE_RATIO, MIN_FREE)
                && allows(capabilities, Knobs.MAX_HEAP_FREE_RATIO, MAX_FREE)
                && allows(capabilities, Knobs.GC_RUN, 1)) {
            return List.of(
                    new Setting(Knobs.MIN_HEAP_FREE_RATIO, MIN_FREE),
                    new Setting(Knobs.MAX_HEAP_FREE_RATIO, MAX_FREE),
                    new Setting(Knobs.GC_RUN, 1));
        }
        boolean shenandoah = jvm.toLowerCase(Locale.ROOT).contains("shenandoah");
        long soft = (long) Math.ceil(live * (shenandoah ? SOFT_MAX_FACTOR_SHENANDOAH : SOFT_MAX_FACTOR));
        Optional<Capability> softMax =
                find(capabilities, Knobs.SOFT_MAX_HEAP_SIZE).filter(Capability::available);
        if (softMax.isEmpty()) {
            return List.of();
        }
        long bounded = Math.max(soft, softMax.get().min());
        if (!softMax.get().allows(bounded) || bounded >= softMax.get().current()) {
            return List.of();
        }
        List<Setting> settings = new ArrayList<>();
        settings.add(new Setting(Knobs.SOFT_MAX_HEAP_SIZE, bounded));
        if (allows(capabilities, Knobs.GC_RUN, 1)) {
            settings.add(new Setting(Knobs.GC_RUN, 1));
        }
        return settings;
    }

    /**
     * What to write to undo {@code given}, in order: the upper ratio first. Values as they were probed; where the probe
     * already shows the tight value (after a restart of the agent), HotSpot's defaults.
     */
    public static List<Setting> originals(List<Setting> given, List<Capability> capabilities) {
        List<Setting> originals = new ArrayList<>();
        for (int i = given.size() - 1; i >= 0; i--) {
            Setting tight = given.get(i);
            if (!Knobs.isAction(tight.knob())) {
                original(tight, find(capabilities, tight.knob())).ifPresent(originals::add);
            }
        }
        return originals;
    }

    private static Optional<Setting> original(Setting tight, Optional<Capability> capability) {
        if (capability.isPresent() && capability.get().current() != tight.value()) {
            return Optional.of(new Setting(tight.knob(), capability.get().current()));
        }
        return switch (tight.knob()) {
            case Knobs.MIN_HEAP_FREE_RATIO -> Optional.of(new Setting(tight.knob(), DEFAULT_MIN_FREE));
            case Knobs.MAX_HEAP_FREE_RATIO -> Optional.of(new Setting(tight.knob(), DEFAULT_MAX_FREE));
            case Knobs.SOFT_MAX_HEAP_SIZE -> capability.map(has -> new Setting(tight.knob(), has.max()));
            default -> Optional.empty();
        };
    }

    /** True for settings that {@link #advise} gives, seen on a node after a change of planner. */
    public static boolean isGivenBack(List<Setting> settings) {
        return settings.contains(new Setting(Knobs.MAX_HEAP_FREE_RATIO, MAX_FREE));
    }

    /** Whether {@code sample} shows no load: the cheap form of {@link #load}, without words. */
    public static boolean isIdle(Sample sample, MemoryOptimization config) {
        double throughput = sample.valueOrNaN(Metrics.THROUGHPUT);
        double allocation = sample.valueOrNaN(Metrics.ALLOCATION_RATE);
        return !(throughput >= above(config.idleThroughputBelow())) && !(allocation >= config.idleAllocationBelow());
    }

    /** Why {@code newest} shows load, if it does. One sample is enough: restoring is cheap, being late is not. */
    public static Optional<String> load(Sample newest, MemoryOptimization config) {
        OptionalDouble throughput = newest.value(Metrics.THROUGHPUT);
        if (throughput.isPresent() && throughput.getAsDouble() >= above(config.idleThroughputBelow())) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "throughput %.0f req/s is not below %.0f",
                    throughput.getAsDouble(),
                    config.idleThroughputBelow()));
        }
        OptionalDouble allocation = newest.value(Metrics.ALLOCATION_RATE);
        if (allocation.isPresent() && allocation.getAsDouble() >= config.idleAllocationBelow()) {
            return Optional.of("allocation of %s/s is not below %s/s"
                    .formatted(megabytes(allocation.getAsDouble()), megabytes(config.idleAllocationBelow())));
        }
        return Optional.empty();
    }

    /**
     * Why the fleet's load rises, if it does: the mean of the newest readings per node is at least half the idle
     * threshold and 1.5 times the mean before.
     */
    public static Optional<String> rising(double before, double newest, MemoryOptimization config) {
        boolean rises =
                newest >= config.idleThroughputBelow() / 2 && newest > 0 && newest >= before * 1.5 && before > 0;
        return rises
                ? Optional.of(String.format(
                        Locale.ROOT, "load of the service rises: %.0f -> %.0f req/s per node", before, newest))
                : Optional.empty();
    }

    private static Optional<String> notIdle(
            Instant now, List<Sample> samples, Duration interval, MemoryOptimization config) {
        Instant from = now.minus(config.idleFor());
        int recent = 0;
        for (int i = samples.size() - 1; i >= 0 && samples.get(i).at().isAfter(from); i--) {
            Sample sample = samples.get(i);
            if (Double.isNaN(sample.valueOrNaN(Metrics.ALLOCATION_RATE))) {
                return Optional.of("allocation was not measured, so it is not idle");
            }
            if (!isIdle(sample, config)) {
                return load(sample, config);
            }
            recent++;
        }
        long expected = Math.max(1, config.idleFor().toMillis() / Math.max(1, interval.toMillis()));
        boolean reachesBack = !samples.isEmpty() && !samples.get(0).at().isAfter(from.plus(interval)); // oldest first
        return reachesBack && recent >= Math.max(2, expected * COVERAGE)
                ? Optional.empty()
                : Optional.of("too few samples to call it idle: %d of %d".formatted(recent, expected));
    }

    /** In use after the last collection; before the first one the heap in use, which is more. */
    private static OptionalDouble liveHeap(Sample sample) {
        OptionalDouble live = sample.value(Metrics.HEAP_LIVE);
        return live.isPresent() && live.getAsDouble() > 0 ? live : sample.value(Metrics.HEAP_USED);
    }

    private static String activity(Sample sample) {
        OptionalDouble throughput = sample.value(Metrics.THROUGHPUT);
        String allocation = megabytes(sample.value(Metrics.ALLOCATION_RATE).orElse(0)) + "/s allocated";
        return throughput.isPresent()
                ? String.format(Locale.ROOT, "%.0f req/s, %s", throughput.getAsDouble(), allocation)
                : allocation;
    }

    /** A threshold of 0 means: no request at all. */
    private static double above(double threshold) {
        return threshold > 0 ? threshold : Double.MIN_VALUE;
    }

    private static boolean allows(List<Capability> capabilities, String knob, long value) {
        return find(capabilities, knob)
                .filter(capability -> capability.allows(value))
                .isPresent();
    }

    private static Optional<Capability> find(List<Capability> capabilities, String knob) {
        return capabilities.stream().filter(has -> has.knob().equals(knob)).findFirst();
    }

    private static String megabytes(double bytes) {
        return String.format(Locale.ROOT, bytes < 10_000_000 ? "%.1f MB" : "%.0f MB", bytes / 1e6);
    }
}
