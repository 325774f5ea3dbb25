package io.flyball.simulator.report;

import io.flyball.simulator.run.Outcome;
import io.flyball.simulator.scenario.Goal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a controller reached what a scenario asks for, with every seed.
 *
 * @param worst of its runs, in the unit of the goal; NaN where the plant does not know
 */
public record GoalCheck(String controller, Goal goal, double worst, int seeds, boolean reached) {
    /** Controller by controller, each goal. */
    public static List<GoalCheck> of(List<Outcome> outcomes, List<Goal> goals) {
        Map<String, List<Outcome>> byController = new LinkedHashMap<>();
        outcomes.forEach(one -> byController
                .computeIfAbsent(one.controller(), name -> new ArrayList<>())
                .add(one));
        List<GoalCheck> checks = new ArrayList<>();
        byController.forEach((controller, runs) -> {
            for (Goal goal : goals) {
                double worst = runs.stream()
                        .mapToDouble(one -> goal.found(one.totals()))
                        .max()
                        .orElse(Double.NaN);
                boolean reached = runs.stream().allMatch(one -> goal.isMet(one.totals()));
                checks.add(new GoalCheck(controller, goal, worst, runs.size(), reached));
            }
        });
        return checks;
    }

    /** {@code hpa: violation = 0.0123 in the worst of 3 seeds: must be below 0.005}. */
    public String words() {
        return "%s: %s = %s%s: %s below %s"
                .formatted(
                        controller,
                        goal.result().word(),
                        Double.isNaN(worst) ? "not known" : Rounded.text(worst, 4),
                        seeds > 1 ? " in the worst of " + seeds + " seeds" : "",
                        reached ? "is" : "must be",
                        Rounded.text(goal.below(), 4));
    }
}
