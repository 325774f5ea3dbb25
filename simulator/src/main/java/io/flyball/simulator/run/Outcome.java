package io.flyball.simulator.run;

import io.flyball.simulator.controller.Controller.Mark;
import java.util.List;

/**
 * What came of one controller on one stage.
 *
 * @param marks changes that were decided, oldest first, at most {@link #MOST_MARKS}
 * @param moreMarks changes after those
 */
public record Outcome(Stage stage, String controller, Totals totals, Curve curve, List<Mark> marks, int moreMarks) {
    public static final int MOST_MARKS = 2_000;

    public Outcome {
        marks = List.copyOf(marks);
    }
}
