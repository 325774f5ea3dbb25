package io.flyball.policy.scale;

import io.flyball.policy.document.ScalingConfig.FlapBudget;
import java.time.Duration;
import java.time.Instant;

/**
 * Starts plus stops are a budget. Shrinking never exceeds it, since it only saves; growth may, since it is for safety,
 * and says so.
 *
 * <p>Example: 10 in an hour, 8 are used: of 5 that may go, 2 go now.
 */
record FlapGuard(Instant now, FlapBudget budget, FlapLog log) implements Guard {
    @Override
    public Decision limit(Decision wanted) {
        if (wanted.isHold()) {
            return wanted;
        }
        long used = log.moved(now, budget.per());
        long left = Math.max(0, budget.actions() - used);
        long moves = Math.abs((long) wanted.desired() - wanted.current());
        if (moves <= left) {
            return wanted;
        }
        String spent = "%d of %d starts and stops in %s are used".formatted(used, budget.actions(), show(budget.per()));
        return wanted.grows()
                ? wanted.noting("flap budget: %s, overdrawn by %d: growth is for safety", spent, moves - left)
                : wanted.retarget((int) (wanted.current() - left), "flap budget: %s, so %d may stop", spent, left);
    }

    private static String show(Duration span) {
        return span.toSeconds() % 60 == 0 ? span.toMinutes() + " min" : span.toSeconds() + " s";
    }
}
