package io.flyball.policy.scale;

import java.time.Duration;

/**
 * What it costs to stop an instance now and to start it again when it is needed.
 *
 * @param start from the order to an instance that is ready and warm
 * @param drain how long one that is to stop still works
 * @param interrupted requests that a stop breaks off or sends elsewhere; NaN when not known
 * @param perMinute requests that an instance serves in a minute; NaN when not known
 * @param hold how long the lower count will do
 */
public record Disruption(Duration start, Duration drain, double interrupted, double perMinute, Duration hold) {
    private static final double NOMINAL_SECONDS = 300;
    private static final double LEAST = 0.05;
    private static final double MOST = 10;

    /**
     * How disturbing one stop is: 1 for five minutes of stopping and starting, and 1 more for each minute's worth of
     * requests that it interrupts; within [0.05, 10], as Karpenter bounds the cost of a pod.
     */
    double each() {
        double moving = (start.toSeconds() + drain.toSeconds()) / NOMINAL_SECONDS;
        double requests = interrupted > 0 && perMinute > 0 ? interrupted / perMinute : 0;
        return Math.max(LEAST, Math.min(MOST, moving + requests));
    }

    /** Share of an hour's price that an instance less saves, at most 1. */
    double saved() {
        return Math.max(0, Math.min(1, hold.toSeconds() / 3600.0));
    }
}
