package io.flyball.simulator.capacity;

import io.flyball.policy.math.Quantiles;
import io.flyball.protocol.model.Metrics;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * All that a plan rests on: what was given counts most, then what was measured, then a default.
 *
 * @param learned how capacity was learned, or why not
 * @param checked how far the model of latency was off where it was not fitted, as a share; NaN where that is not known
 */
record Basis(
        Facts facts,
        Optional<Capacity> capacity,
        Optional<ServiceTime> service,
        double confidence,
        String learned,
        double checked) {
    private static final double DEFAULT_SPEED = 1e9;
    private static final double DEFAULT_GC_SHARE = 0.02;
    private static final double DEFAULT_CLASSES = 15_000;
    private static final String LAST = "last value measured";
    /** Share of the variance of what is live that requests inside must explain to be believed. */
    private static final int LEAST_ROWS = 30;

    private static final double EXPLAINED = 0.5;

    private static final double LEAST_PAUSE = 1e-5;

    static Basis of(Facts given, Optional<History> history, List<Objective> objectives) {
        Facts facts = given;
        Learning.Found found;
        if (history.isPresent()) {
            facts = measured(facts, history.get());
        }
        if (facts.has(Fact.CPU_PER_REQUEST)) {
            facts = facts.with(
                    Fact.CAPACITY,
                    facts.of(Fact.CORES) / facts.of(Fact.CPU_PER_REQUEST),
                    "processors over processor time of a request");
        }
        if (facts.has(Fact.CAPACITY)) {
            found = new Learning.Found(Capacity.given(facts.of(Fact.CAPACITY)), 1, "given");
        } else if (history.isPresent()) {
            found = Learning.capacity(history.get(), busiest(objectives));
        } else {
            found = new Learning.Found(null, 0, "capacity is not known: neither given nor a history to learn it from");
        }
        Optional<Capacity> capacity = Optional.ofNullable(found.capacity());
        if (capacity.isPresent()) {
            facts = facts.with(Fact.CAPACITY, capacity.get().low(), "low end of what was " + found.verdict());
        }
        facts = facts.with(Fact.CORES, 1, "default: waits are overestimated where there are more");
        Optional<Latencies> latencies = history.isPresent() && capacity.isPresent()
                ? latencies(history.get(), capacity.get(), facts)
                : Optional.empty();
        Optional<ServiceTime> service = service(facts).or(() -> latencies.map(Latencies::service));
        if (latencies.isPresent()) {
            String source = history.get().source() + ", quieter half, less the wait there";
            facts = facts.with(Fact.LATENCY_MEAN, latencies.get().service().mean(), source)
                    .with(Fact.LATENCY_P99, latencies.get().service().p99(), source)
                    .with(
                            Fact.VARIABILITY,
                            latencies.get().variability(),
                            history.get().source() + ", busiest tenth");
        }
        return new Basis(
                defaults(facts),
                capacity,
                service,
                found.confidence(),
                found.verdict(),
                latencies.map(Latencies::checked).orElse(Double.NaN));
    }

    Failure failure() {
        return new Failure((int) facts.of(Fact.SPARE), (int) facts.of(Fact.ZONES));
    }

    Sizing sizing(List<Objective> objectives) {
        return new Sizing(
                capacity.orElseThrow(),
                service,
                facts.of(Fact.CORES),
                facts.of(Fact.VARIABILITY),
                objectives,
                failure());
    }

    private static Facts measured(Facts given, History history) {
        String source = history.source();
        double[] each = history.perInstance();
        Facts facts = given.with(Fact.PEAK_SEEN, history.quantile(History.LOAD, 0.99), source)
                .with(Fact.CORES, processors(history), source + ", processors of the host")
                .with(Fact.LIVE, history.quantile(Metrics.HEAP_LIVE, 0.99), source + ", p99")
                .with(Fact.ALLOCATION, ratio(history.column(Metrics.ALLOCATION_RATE), each), source)
                .with(Fact.LIVE_PER_REQUEST, livePerRequest(history), source)
                .with(Fact.HOLD, ratio(history.column(Metrics.HIKARI_ACTIVE), each), source);
        if (!history.isSimulated()) {
            facts = facts.with(Fact.HEAP_NOW, last(history.column(Metrics.HEAP_MAX)), LAST)
                    .with(Fact.POOL_NOW, last(history.column(Metrics.HIKARI_MAX)), LAST)
                    .with(Fact.THREADS_NOW, last(history.column(Metrics.TOMCAT_THREADS_MAX)), LAST)
                    .with(Fact.INSTANCES_NOW, last(history.column(History.INSTANCES)), LAST)
                    .with(Fact.INSTANCES_MEAN, history.mean(History.INSTANCES), source);
        }
        return facts.with(Fact.GC_SPEED, speed(history), source);
    }

    private static Facts defaults(Facts facts) {
        Facts all = facts.has(Fact.PEAK) ? facts : facts.with(Fact.GROWTH, 1, "default");
        all = all.with(Fact.VARIABILITY, 1, "default: random arrivals, exponential work")
                .with(Fact.SPARE, 1, "default")
                .with(Fact.ZONES, 1, "default: none fails as a whole");
        if (all.has(Fact.LIVE)) {
            all = all.with(Fact.GC_SHARE, DEFAULT_GC_SHARE, "default")
                    .with(Fact.GC_SPEED, DEFAULT_SPEED, "default")
                    .with(Fact.LIVE_PER_REQUEST, 0, "default: what is live was not seen to rise with them")
                    .with(Fact.CLASSES, DEFAULT_CLASSES, "default");
        }
        if (!all.has(Fact.GROWTH)) {
            return all;
        }
        return all.with(
                Fact.PEAK,
                all.of(Fact.PEAK_SEEN) * all.of(Fact.GROWTH),
                String.format(
                        Locale.ROOT,
                        "p99 of the load x %.3g (%s)",
                        all.of(Fact.GROWTH),
                        all.all().get(Fact.GROWTH).source()));
    }

    private static Optional<ServiceTime> service(Facts facts) {
        double mean = facts.of(Fact.LATENCY_MEAN);
        double p99 = facts.of(Fact.LATENCY_P99);
        return Double.isNaN(mean) && Double.isNaN(p99)
                ? Optional.empty()
                : Optional.of(ServiceTime.of(mean, p99, !Double.isNaN(mean) && !Double.isNaN(p99)));
    }

    private static Optional<Latencies> latencies(History history, Capacity capacity, Facts facts) {
        return Latencies.of(history, capacity.likely(), facts.of(Fact.CORES), facts.of(Fact.VARIABILITY));
    }

    private static double busiest(List<Objective> objectives) {
        return objectives.stream()
                .filter(objective -> objective.kind() == Objective.Kind.UTILIZATION)
                .mapToDouble(Objective::below)
                .min()
                .orElse(Objective.BUSY.below());
    }

    private static double processors(History history) {
        double processors = ratio(history.column(Metrics.CPU_CORES), history.column(Metrics.CPU));
        return processors > 0 ? Math.max(1, StrictMath.rint(processors)) : Double.NaN;
    }

    /** What a collection gets through, from the pauses that were seen: {@code live x allocation / (share x free)}. */
    private static double speed(History history) {
        double live = history.mean(Metrics.HEAP_LIVE);
        double free = history.mean(Metrics.HEAP_COMMITTED) - live;
        double pause = history.mean(Metrics.GC_TIME);
        double speed = live * history.mean(Metrics.ALLOCATION_RATE) / (pause * free);
        return pause > LEAST_PAUSE && free > 0 && speed > 1 ? speed : Double.NaN;
    }

    /** Slope of what is live over the requests inside (Little's law); NaN where they do not explain it. */
    private static double livePerRequest(History history) {
        double[] live = history.column(Metrics.HEAP_LIVE);
        double[] each = history.perInstance();
        double[] latency = history.column(Metrics.LATENCY_MEAN);
        int[] rows = IntStream.range(0, live.length)
                .filter(i -> live[i] > 0 && Double.isFinite(each[i] * latency[i]))
                .toArray();
        double meanX = IntStream.of(rows)
                .mapToDouble(i -> each[i] * latency[i])
                .average()
                .orElse(Double.NaN);
        double meanY = IntStream.of(rows).mapToDouble(i -> live[i]).average().orElse(Double.NaN);
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int i : rows) {
            double x = each[i] * latency[i] - meanX;
            double y = live[i] - meanY;
            xx += x * x;
            xy += x * y;
            yy += y * y;
        }
        return rows.length >= LEAST_ROWS && xy > 0 && xy * xy >= EXPLAINED * xx * yy ? xy / xx : Double.NaN;
    }

    /** Median of the quotients; NaN where nothing was measured, or nothing but zero. */
    private static double ratio(double[] above, double[] below) {
        double[] each = new double[above.length];
        Arrays.setAll(each, i -> below[i] > 0 ? above[i] / below[i] : Double.NaN);
        double found =
                Quantiles.median(Arrays.stream(each).filter(Double::isFinite).toArray());
        return found > 0 ? found : Double.NaN;
    }

    private static double last(double[] values) {
        for (int i = values.length - 1; i >= 0; i--) {
            if (Double.isFinite(values[i])) {
                return values[i];
            }
        }
        return Double.NaN;
    }
}
