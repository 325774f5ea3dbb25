package io.flyball.simulator.fault;

import io.flyball.simulator.traffic.Must;
import java.time.Duration;
import java.util.Optional;

/**
 * When a fault happens.
 *
 * @param at since the start of the run, for the first time
 * @param lasts 0 for a fault that is over at once
 * @param every between the beginnings of two occurrences; empty: it happens once
 * @param jitter each occurrence begins up to this much later, as the seed chooses
 */
public record Timing(Duration at, Duration lasts, Optional<Duration> every, Duration jitter) {
    public Timing {
        Must.notNegative("at", at);
        Must.notNegative("lasts", lasts);
        Must.notNegative("jitter", jitter);
        every.ifPresent(time -> Must.positive("every", time));
    }

    public static Timing once(Duration at, Duration lasts) {
        return new Timing(at, lasts, Optional.empty(), Duration.ZERO);
    }

    /** How often it begins within a run of this length. */
    public long occurrences(Duration length) {
        long rest = length.minus(at).toMillis();
        return rest < 0 ? 0 : every.map(time -> 1 + rest / time.toMillis()).orElse(1L);
    }
}
