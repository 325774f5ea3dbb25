package io.flyball.policy.analyze.bottleneck;

import io.flyball.policy.analyze.bottleneck.Evidence.Kind;
import io.flyball.protocol.model.Metrics;

/**
 * Collections stop the application for more than a few percent of its time. With collectors that work beside it the
 * pauses are short whatever they cost: this cause is then seen late.
 */
final class Garbage {
    private static final Ramp STOPPED = new Ramp(0.04, 0.12);
    private static final Ramp LIVE = new Ramp(0.35, 0.65);
    private static final Ramp HEAPS_PER_SECOND = new Ramp(0.1, 1);

    private Garbage() {}

    static Case pressure(Look look) {
        double stopped = look.mean(Metrics.GC_TIME);
        double live = look.mean(Metrics.HEAP_LIVE_RATIO);
        double rate = look.mean(Metrics.ALLOCATION_RATE);
        double heaps = rate / look.mean(Metrics.HEAP_MAX);
        return new Case(Bottleneck.GC_PRESSURE)
                .needs(
                        Kind.SATURATION,
                        Metrics.GC_TIME,
                        stopped,
                        STOPPED,
                        "collections stop it " + Words.percent(stopped) + " of the time")
                .helps(
                        0.5,
                        Kind.UTILISATION,
                        Metrics.HEAP_LIVE_RATIO,
                        live,
                        LIVE,
                        Words.percent(live) + " of the heap is still in use after a collection")
                .helps(
                        0.25,
                        Kind.UTILISATION,
                        Metrics.ALLOCATION_RATE,
                        heaps,
                        HEAPS_PER_SECOND,
                        Words.megabytes(rate) + "/s allocated, " + Words.number(heaps) + " heaps per second");
    }
}
