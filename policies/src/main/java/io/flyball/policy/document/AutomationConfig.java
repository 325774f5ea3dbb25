package io.flyball.policy.document;

import io.flyball.policy.automate.AlertRule;
import io.flyball.policy.automate.AutomationPlan;
import io.flyball.policy.automate.Cron;
import java.util.List;
import java.util.Optional;

/**
 * What happens without a person.
 *
 * @param enabled false: decide and explain, but send nothing (dry run)
 * @param schedule when {@code actions} run; empty: at no set time
 * @param thresholds {@code actions} also run when one of these breaks
 * @param actions in this order
 */
public record AutomationConfig(
        boolean enabled, Optional<Cron> schedule, List<AlertRule> thresholds, List<OptimizationAction> actions) {
    public AutomationConfig {
        thresholds = List.copyOf(thresholds);
        actions = List.copyOf(actions);
    }

    public AutomationConfig(boolean enabled) {
        this(enabled, Optional.empty(), List.of(), List.of());
    }

    /** As what runs them takes it. */
    public AutomationPlan plan() {
        return AutomationPlan.of(
                schedule,
                thresholds,
                actions.stream().map(OptimizationAction::action).toList());
    }
}
