package io.flyball.simulator.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is asked.
 *
 * @param given what counts more than anything measured
 * @param objectives one on utilization is added where there is none
 */
public record CapacityQuestion(Facts given, Optional<History> history, List<Objective> objectives) {
    public CapacityQuestion {
        List<Objective> all = new ArrayList<>(objectives);
        if (all.stream().noneMatch(objective -> objective.kind() == Objective.Kind.UTILIZATION)) {
            all.add(Objective.BUSY);
        }
        objectives = List.copyOf(all);
    }
}
