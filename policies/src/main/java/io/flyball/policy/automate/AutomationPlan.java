package io.flyball.policy.automate;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is to happen by itself.
 *
 * @param schedule when the actions run; empty: at no set time
 * @param thresholds the actions also run when one of these fires
 * @param actions in this order
 * @param catchUp a set time that passed while nobody looked is made good once, if it is not longer ago than this
 * @param leastGap thresholds start nothing sooner than this after the last run
 */
public record AutomationPlan(
        Optional<Cron> schedule,
        List<AlertRule> thresholds,
        List<Action> actions,
        Duration catchUp,
        Duration leastGap) {
    public static final Duration CATCH_UP = Duration.ofHours(1);
    public static final Duration LEAST_GAP = Duration.ofMinutes(5);
    public static final AutomationPlan NOTHING = of(Optional.empty(), List.of(), List.of());

    public AutomationPlan {
        thresholds = List.copyOf(thresholds);
        actions = List.copyOf(actions);
    }

    public static AutomationPlan of(Optional<Cron> schedule, List<AlertRule> thresholds, List<Action> actions) {
        return new AutomationPlan(schedule, thresholds, actions, CATCH_UP, LEAST_GAP);
    }
}
