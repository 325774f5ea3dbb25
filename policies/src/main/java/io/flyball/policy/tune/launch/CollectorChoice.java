package io.flyball.policy.tune.launch;

import io.flyball.policy.tune.Bytes;
import io.flyball.policy.tune.Numbers;
import io.flyball.policy.tune.launch.Jvm.Collector;

/**
 * Which collector the next start should use, where this JVM proved to have it: G1 instead of Serial or Parallel from two
 * processors on; a concurrent one (ZGC from 21 on, else Shenandoah) when pauses take most of the latency objective; Serial
 * for heaps that one processor collects in passing.
 *
 * <p>Example: G1, 8 GB, pauses of 150 ms at p99 against an objective of 250 ms: ZGC, at some 10 % more processor time.
 */
final class CollectorChoice {
    /** Share of the objective that pauses may take. */
    static final double PAUSE_SHARE = 0.5;

    private static final double SMALL_HEAP = 256e6;
    private static final int GENERATIONAL_Z = 21;
    private static final double SPARE = 0.7;

    private CollectorChoice() {}

    static LaunchAdvice.Finding advise(LaunchFacts facts) {
        Collector now = facts.jvm().collector();
        if (facts.pauseSeconds() > facts.objectiveSeconds() * PAUSE_SHARE) {
            return concurrent(facts, now);
        }
        boolean paused = facts.pauseSeconds() >= 0;
        if (now == Collector.SERIAL && facts.processors() >= 2 && facts.maxHeap() > SMALL_HEAP) {
            return change(
                    facts,
                    Collector.G1,
                    Numbers.show(
                            "Serial uses one of %.0f processors for a heap of %s",
                            facts.processors(), Bytes.show(facts.maxHeap())),
                    "shorter pauses; heap that idles can be given back");
        }
        if (now == Collector.PARALLEL && facts.processors() >= 2 && facts.objectiveSeconds() > 0) {
            return change(
                    facts,
                    Collector.G1,
                    Numbers.show(
                            "there is an objective of %.0f ms, and Parallel stops for every full collection",
                            facts.objectiveSeconds() * 1000),
                    "shorter pauses at a few per cent less throughput; heap that idles can be given back");
        }
        if (now != Collector.SERIAL && facts.processors() < 2 && facts.maxHeap() <= SMALL_HEAP) {
            return change(
                    facts,
                    Collector.SERIAL,
                    Numbers.show(
                            "one processor and a heap of %s: threads of the collector only take turns",
                            Bytes.show(facts.maxHeap())),
                    "some 10 to 30 MB less beside the heap");
        }
        return LaunchAdvice.Finding.none(
                paused
                        ? Numbers.show(
                                "collector: %s with pauses of %.0f ms is right here", now, facts.pauseSeconds() * 1000)
                        : "collector: pauses were not measured, %s stays".formatted(now));
    }

    private static LaunchAdvice.Finding concurrent(LaunchFacts facts, Collector now) {
        String why = Numbers.show(
                "pauses of %.0f ms at p99 take more than half of the %.0f ms objective",
                facts.pauseSeconds() * 1000, facts.objectiveSeconds() * 1000);
        if (now == Collector.Z || now == Collector.SHENANDOAH) {
            return LaunchAdvice.Finding.none("collector: " + why + ", with " + now + " already: more heap would help");
        }
        if (!(facts.cores() <= facts.processors() * SPARE)) {
            return LaunchAdvice.Finding.none("collector: " + why
                    + ", but a concurrent collector needs processors that are %s"
                            .formatted(Double.isNaN(facts.cores()) ? "not known to be free" : "not free"));
        }
        Collector wanted =
                facts.jvm().feature() >= GENERATIONAL_Z && facts.proven().contains(Collector.Z.flag())
                        ? Collector.Z
                        : Collector.SHENANDOAH;
        return change(facts, wanted, why, "pauses of about 1 ms, for some 10 % more processor time and heap");
    }

    private static LaunchAdvice.Finding change(LaunchFacts facts, Collector wanted, String why, String effect) {
        if (!facts.proven().contains(wanted.flag())) {
            return LaunchAdvice.Finding.none(
                    "collector: %s; -XX:+%s was not proven on this JVM".formatted(why, wanted.flag()));
        }
        return LaunchAdvice.Finding.of(
                new FlagChange("-XX:" + wanted.flag(), facts.jvm().collector().flag(), "true", why, effect));
    }
}
