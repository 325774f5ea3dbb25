package io.flyball.policy.vertical;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Use of processors and memory by all instances of a service, as two decaying histograms: every sample of processor use
 * with weight {@value #CPU_WEIGHT}, one peak of memory per instance and interval with weight 1.
 *
 * <p>Immutable: {@link #plus} answers a new one; a batch of samples costs one copy of 2 x 176 numbers. Bounded: instances
 * that are silent for the whole window are forgotten, and of those that are not at most {@value #MOST_INSTANCES} are kept
 * apart.
 */
public final class UsageHistory {
    /** Of a sample of processor use. */
    public static final double CPU_WEIGHT = 0.1;

    static final int MOST_INSTANCES = 20_000;
    /** A sample so far in the future has a wrong clock; taking it would forget everything before it. */
    private static final Duration FUTURE = Duration.ofHours(1);

    private record Instance(Optional<Instant> lastCpu, MemoryPeaks peaks, Instant seen) {}

    private final VerticalSettings settings;
    private final DecayingHistogram cpu;
    private final DecayingHistogram memory;
    private final Map<String, Instance> instances;
    private final Optional<Instant> first;
    private final Optional<Instant> last;
    private final long samples;
    private final long refused;

    private UsageHistory(
            VerticalSettings settings,
            DecayingHistogram cpu,
            DecayingHistogram memory,
            Map<String, Instance> instances,
            Optional<Instant> first,
            Optional<Instant> last,
            long samples,
            long refused) {
        this.settings = settings;
        this.cpu = cpu;
        this.memory = memory;
        this.instances = instances;
        this.first = first;
        this.last = last;
        this.samples = samples;
        this.refused = refused;
    }

    public static UsageHistory empty(VerticalSettings settings) {
        return new UsageHistory(
                settings,
                new DecayingHistogram(Buckets.CPU, settings.halfLife()),
                new DecayingHistogram(Buckets.MEMORY, settings.halfLife()),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                0,
                0);
    }

    /** Samples out of order, below 0, older than the window or from the future are counted as refused, nothing else. */
    public UsageHistory plus(Instant now, List<UsageSample> batch) {
        Builder next = new Builder();
        for (UsageSample sample : batch) {
            if (isInTime(now, sample.at())) {
                next.cpu(sample);
                next.memory(sample);
            } else {
                next.refused++;
            }
        }
        next.forget(now);
        return next.build();
    }

    /** {@code instance} was killed for lack of memory while it had {@code request} bytes. */
    public UsageHistory plusKill(Instant now, String instance, Instant at, long request) {
        Builder next = new Builder();
        if (isInTime(now, at) && request >= 0) {
            next.killed(instance, at, request);
        } else {
            next.refused++;
        }
        return next.build();
    }

    private boolean isInTime(Instant now, Instant at) {
        return !at.isAfter(now.plus(FUTURE)) && !at.isBefore(now.minus(settings.window()));
    }

    public VerticalSettings settings() {
        return settings;
    }

    /** Cores at a share of the weight, see {@link Histogram#percentile}. */
    public double cpu(double share) {
        return cpu.percentile(share);
    }

    /** Bytes at a share of the weight. */
    public double memory(double share) {
        return memory.percentile(share);
    }

    public boolean isCpuEmpty() {
        return cpu.isEmpty();
    }

    public boolean isMemoryEmpty() {
        return memory.isEmpty();
    }

    /** Between the first and the last sample of processor use. */
    public Duration span() {
        return first.isPresent() && last.isPresent() ? Duration.between(first.get(), last.get()) : Duration.ZERO;
    }

    /** Of processor use. */
    public long samples() {
        return samples;
    }

    public long refused() {
        return refused;
    }

    /** True when nothing was measured for the whole window: what is remembered says nothing about now. */
    public boolean isExpired(Instant now) {
        return last.isPresent() && isExpired(last.get(), now, settings.window());
    }

    public static boolean isExpired(Instant last, Instant now, Duration window) {
        return !now.isBefore(last.plus(window));
    }

    /** Everything but the intervals under way, in bounded size. */
    public UsageCheckpoint checkpoint() {
        return new UsageCheckpoint(cpu.checkpoint(), memory.checkpoint(), first, last, samples);
    }

    public static UsageHistory of(VerticalSettings settings, UsageCheckpoint stored) {
        return new UsageHistory(
                settings,
                DecayingHistogram.of(Buckets.CPU, settings.halfLife(), stored.cpu()),
                DecayingHistogram.of(Buckets.MEMORY, settings.halfLife(), stored.memory()),
                Map.of(),
                stored.first(),
                stored.last(),
                stored.samples(),
                0);
    }

    /** The copy that one batch is added to. */
    private final class Builder {
        private final DecayingHistogram nextCpu = cpu.copy();
        private final DecayingHistogram nextMemory = memory.copy();
        private final Map<String, Instance> nextInstances = new HashMap<>(instances);
        private Optional<Instant> nextFirst = first;
        private Optional<Instant> nextLast = last;
        private long nextSamples = samples;
        private long refused = UsageHistory.this.refused;

        void cpu(UsageSample sample) {
            Instance instance = instance(sample.instance(), sample.at());
            boolean repeated =
                    instance.lastCpu().filter(at -> !sample.at().isAfter(at)).isPresent();
            if (Double.isNaN(sample.cores())) {
                return;
            }
            if (repeated || !(sample.cores() >= 0) || !nextCpu.add(sample.cores(), CPU_WEIGHT, sample.at())) {
                refused++;
                return;
            }
            nextSamples++;
            nextFirst = nextFirst.filter(at -> at.isBefore(sample.at())).or(() -> Optional.of(sample.at()));
            nextLast = nextLast.filter(at -> at.isAfter(sample.at())).or(() -> Optional.of(sample.at()));
            put(sample.instance(), new Instance(Optional.of(sample.at()), instance.peaks(), sample.at()));
        }

        /** A JVM that uses no memory at all was not measured. */
        void memory(UsageSample sample) {
            if (Double.isNaN(sample.bytes())) {
                return;
            }
            if (!(sample.bytes() > 0 && Double.isFinite(sample.bytes()))) {
                refused++;
                return;
            }
            Instance instance = instance(sample.instance(), sample.at());
            take(
                    sample.instance(),
                    instance,
                    sample.at(),
                    instance.peaks().sample(sample.at(), Estimate.amount(sample.bytes()), settings.peakInterval()));
        }

        void killed(String name, Instant at, long request) {
            Instance instance = instance(name, at);
            MemoryPeaks.Step step = instance.peaks()
                    .killed(
                            at,
                            request,
                            settings.killRatio(),
                            settings.killLeastBytes(),
                            settings.memory().most(),
                            settings.peakInterval());
            take(name, instance, at, step);
        }

        private void take(String name, Instance instance, Instant at, MemoryPeaks.Step step) {
            if (!step.isAccepted()) {
                refused++;
                return;
            }
            for (HistogramChange change : step.changes()) {
                if (change.add()) {
                    nextMemory.add(change.bytes(), 1, change.at());
                } else {
                    nextMemory.subtract(change.bytes(), 1, change.at());
                }
            }
            Instant seen = instance.seen().isAfter(at) ? instance.seen() : at;
            put(name, new Instance(instance.lastCpu(), step.next(), seen));
        }

        private Instance instance(String name, Instant at) {
            return nextInstances.getOrDefault(name, new Instance(Optional.empty(), MemoryPeaks.NONE, at));
        }

        private void put(String name, Instance instance) {
            if (nextInstances.size() < MOST_INSTANCES || nextInstances.containsKey(name)) {
                nextInstances.put(name, instance);
            }
        }

        void forget(Instant now) {
            nextInstances.values().removeIf(instance -> isExpired(instance.seen(), now, settings.window()));
        }

        UsageHistory build() {
            return new UsageHistory(
                    settings, nextCpu, nextMemory, nextInstances, nextFirst, nextLast, nextSamples, refused);
        }
    }
}
