package io.flyball.simulator.run;

import io.flyball.simulator.controller.Controller.Mark;
import java.util.List;

/**
 * What came of one controller on one stage.
 *
 * @param marks changes that were decided, oldest first; of very many some of each part of the run
 * @param moreMarks changes besides those
 */
public record Outcome(Stage stage, String controller, Totals totals, Curve curve, List<Mark> marks, int moreMarks) {
    public Outcome {
        marks = List.copyOf(marks);
    }
}
