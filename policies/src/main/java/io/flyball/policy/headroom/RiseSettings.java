package io.flyball.policy.headroom;

import java.time.Duration;

/**
 * What is asked of {@link LoadRise}.
 *
 * @param horizon how long it takes until more instances help, above 0
 * @param quantile share of the cases in which the load is to stay below the answer, in (0, 1)
 * @param bucket the load is looked at in pieces of this length, each as its highest value
 * @param halfLife after which what was seen counts half
 */
public record RiseSettings(Duration horizon, double quantile, Duration bucket, Duration halfLife) {
    /** Two days: a week-end does not erase what working days look like, a change of the service is learned in as many. */
    public static final Duration HALF_LIFE = Duration.ofDays(2);

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final int PIECES = 10;

    public RiseSettings {
        if (horizon.isNegative() || horizon.isZero()) {
            throw new IllegalArgumentException("horizon = " + horizon + ": must be above 0");
        }
        if (!(quantile > 0 && quantile < 1)) {
            throw new IllegalArgumentException("quantile = " + quantile + ": must be in (0, 1)");
        }
    }

    /** Pieces of a tenth of the horizon, but a minute at most and never shorter than the interval of the readings. */
    public static RiseSettings of(Duration horizon, double quantile, Duration interval) {
        Duration tenth = horizon.dividedBy(PIECES);
        Duration most = tenth.compareTo(MINUTE) > 0 ? MINUTE : tenth;
        Duration bucket = most.compareTo(interval) < 0 ? interval : most;
        return new RiseSettings(horizon, quantile, bucket.compareTo(SHORTEST) < 0 ? SHORTEST : bucket, HALF_LIFE);
    }

    /** Buckets until the end of the horizon, at least 1. */
    int ahead() {
        return (int) Math.max(1, Math.ceil(horizon.toMillis() / (double) bucket.toMillis()));
    }

    /** Buckets between two lessons: about a minute, since neighbouring ones teach the same. */
    int lesson() {
        return (int) Math.max(1, MINUTE.toMillis() / bucket.toMillis());
    }
}
