package io.flyball.policy.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How often one knob may be tried: {@code most} failed trials within a day, and after the n-th failure a pause of
 * {@code 2^(n-1)} times the shortest trial.
 *
 * <p>Example: shortest trial 8 s; after the second failure the next try waits 16 s.
 */
public record TrialBudget(int most, Duration shortestTrial) {
    public static final Duration DAY = Duration.ofDays(1);
    private static final int LARGEST_EXPONENT = 10;

    /** @param failures times at which trials of this knob failed, oldest first */
    public Optional<String> spent(Instant now, List<Instant> failures) {
        List<Instant> today =
                failures.stream().filter(at -> at.isAfter(now.minus(DAY))).toList();
        if (today.isEmpty()) {
            return Optional.empty();
        }
        if (today.size() >= most) {
            return Optional.of("%d trials failed within a day, %d are allowed: it rests".formatted(today.size(), most));
        }
        Duration pause = shortestTrial.multipliedBy(1L << Math.min(LARGEST_EXPONENT, today.size() - 1));
        Instant next = today.get(today.size() - 1).plus(pause);
        return now.isBefore(next)
                ? Optional.of("trial %d failed: the next one waits %d s".formatted(today.size(), pause.toSeconds()))
                : Optional.empty();
    }
}
