package io.flyball.policy.scale;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells an outage from a quiet hour: load that drops on most instances at once while errors rise is not gone, it comes
 * back as retries. Shrinking is frozen then, and for a while after.
 *
 * <p>Example: usually 800 req/s with 0.2 % errors, now 300 req/s, 9 of 10 instances dropped, 6 % errors: frozen until
 * ten minutes after the last such sight.
 *
 * @param usual throughput before, smoothed; not changed while frozen
 * @param usualErrors error rate before, smoothed, [0, 1]
 * @param seenAt the last sight; empty at first
 * @param frozenUntil empty while all is well
 * @param reason of the freeze, in words
 */
public record OutageWatch(
        double usual, double usualErrors, Optional<Instant> seenAt, Optional<Instant> frozenUntil, String reason) {
    public static final OutageWatch NONE =
            new OutageWatch(Double.NaN, Double.NaN, Optional.empty(), Optional.empty(), "");

    private static final Duration HALF_LIFE = Duration.ofMinutes(5);
    private static final Duration FREEZE = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofHours(2);
    private static final double DROPPED_TO = 0.7;
    private static final double MOST_DROPPED = 0.6;
    private static final double MORE_ERRORS = 2;
    private static final double RISE = 0.01;

    /**
     * @param throughput of the service, per second
     * @param errors share of requests that fail, here or upstream, [0, 1]
     * @param dropped share of instances whose load fell
     */
    public OutageWatch seeing(Instant now, double throughput, double errors, double dropped) {
        if (!(throughput >= 0) || !(errors >= 0) || Double.isInfinite(throughput) || Double.isInfinite(errors)) {
            return this; // nothing was seen; a freeze runs out by itself
        }
        Instant since = seenAt.filter(at -> !at.isAfter(now)).orElse(now);
        boolean known = usual >= 0 && usualErrors >= 0;
        boolean fell = known && throughput < DROPPED_TO * usual && dropped >= MOST_DROPPED;
        boolean failing = known && errors >= usualErrors + RISE && errors >= MORE_ERRORS * usualErrors;
        if (fell && failing) {
            String said = String.format(
                    Locale.ROOT,
                    "load fell from %s to %s/s on %.0f %% of the instances while errors rose from %.1f to %.1f %%",
                    Numbers.show(usual),
                    Numbers.show(throughput),
                    dropped * 100,
                    usualErrors * 100,
                    errors * 100);
            return new OutageWatch(forgetting(now, throughput), usualErrors, Optional.of(now), until(now), said);
        }
        double share = known ? 1 - Math.pow(0.5, seconds(since, now) / (double) HALF_LIFE.toSeconds()) : 1;
        Optional<Instant> stillFrozen = frozenUntil.filter(now::isBefore).filter(until -> !isFar(now, until));
        boolean learns = stillFrozen.isEmpty() || throughput >= usual;
        return new OutageWatch(
                known && !learns ? usual : mixed(usual, throughput, share),
                known && !learns ? usualErrors : mixed(usualErrors, errors, share),
                Optional.of(now),
                stillFrozen,
                stillFrozen.isPresent() ? reason : "");
    }

    /** The freeze as a guard. */
    public Guard guard(Instant now) {
        return wanted -> wanted.shrinks() && frozenUntil.filter(now::isBefore).isPresent()
                ? wanted.retarget(
                        wanted.current(),
                        "outage: %s: nothing shrinks for another %d s",
                        reason,
                        seconds(now, frozenUntil.get()))
                : wanted;
    }

    /** An outage of hours is the new normal: what was usual fades slowly even while frozen. */
    private double forgetting(Instant now, double throughput) {
        double share = 1 - Math.pow(0.5, seconds(seenAt.orElse(now), now) / (double) LONGEST.toSeconds());
        return mixed(usual, throughput, Math.max(0, share));
    }

    private static Optional<Instant> until(Instant now) {
        return Optional.of(now.plus(FREEZE));
    }

    /** Only a clock that went back makes a freeze longer than it was set. */
    private static boolean isFar(Instant now, Instant until) {
        return Duration.between(now, until).compareTo(FREEZE) > 0;
    }

    private static long seconds(Instant from, Instant to) {
        return Duration.between(from, to).toSeconds();
    }

    private static double mixed(double old, double value, double share) {
        return Double.isNaN(old) ? value : old + share * (value - old);
    }
}
