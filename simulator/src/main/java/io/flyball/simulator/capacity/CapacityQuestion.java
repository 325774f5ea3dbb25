package io.flyball.simulator.capacity;

import io.flyball.simulator.plant.service.ServiceModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is asked.
 *
 * @param given what counts more than anything measured
 * @param objectives one on utilization is added where there is none
 * @param course load that the plan is tried on; that of the history where there is none
 * @param model of the service, for the hour of the peak; made from what was measured where there is none
 */
public record CapacityQuestion(
        Facts given,
        Optional<History> history,
        List<Objective> objectives,
        Optional<Course> course,
        Optional<ServiceModel> model) {
    public CapacityQuestion {
        List<Objective> all = new ArrayList<>(objectives);
        if (all.stream().noneMatch(objective -> objective.kind() == Objective.Kind.UTILIZATION)) {
            all.add(Objective.BUSY);
        }
        objectives = List.copyOf(all);
    }

    public CapacityQuestion(Facts given, Optional<History> history, List<Objective> objectives) {
        this(given, history, objectives, history.filter(past -> past.size() > 1).map(Course::of), Optional.empty());
    }
}
