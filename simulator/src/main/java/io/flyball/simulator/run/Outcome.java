package io.flyball.simulator.run;

import io.flyball.simulator.controller.Controller.Mark;
import java.util.List;

/**
 * What came of one controller on one stage.
 *
 * @param marks changes that were decided, oldest first; of very many some of each part of the run
 * @param moreMarks changes besides those
 * @param ignoredFaults words of those that were due and that the plant does not model
 */
public record Outcome(
        Stage stage,
        String controller,
        Totals totals,
        Curve curve,
        List<Mark> marks,
        int moreMarks,
        List<String> ignoredFaults) {
    public Outcome {
        marks = List.copyOf(marks);
        ignoredFaults = List.copyOf(ignoredFaults);
    }
}
