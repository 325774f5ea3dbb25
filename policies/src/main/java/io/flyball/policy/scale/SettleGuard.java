package io.flyball.policy.scale;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Nothing shrinks on samples that began before the last change had its effect; growth does not wait.
 *
 * @param since begin of the oldest sample that the rules looked at
 */
record SettleGuard(Instant since, Optional<Instant> lastChange, Duration settle) implements Guard {
    @Override
    public Decision limit(Decision wanted) {
        if (!wanted.shrinks() || lastChange.isEmpty()) {
            return wanted;
        }
        Duration after = Duration.between(lastChange.get(), since);
        return after.compareTo(settle) >= 0
                ? wanted
                : wanted.retarget(
                        wanted.current(),
                        "settling: the samples begin %d s after the last change, it settles for %d s",
                        after.toSeconds(),
                        settle.toSeconds());
    }
}
