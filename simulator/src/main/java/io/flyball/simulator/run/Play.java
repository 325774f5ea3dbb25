package io.flyball.simulator.run;

import io.flyball.simulator.controller.Controller;
import io.flyball.simulator.fault.FaultedController;
import java.util.List;

/** One candidate on one stage. */
public record Play(Stage stage, Candidate candidate) {
    private static final int TELL_EVERY = 500;

    /** Told now and then how far it is. */
    interface Pulse {
        /**
         * @param millis virtual time since the beginning of the run
         * @param nodeSteps since the last call
         */
        void at(long millis, long nodeSteps);
    }

    Outcome go(Pulse pulse) {
        Controller controller = candidate.maker().apply(stage);
        Run run =
                new Run(stage.plants().get(), stage.load(), controller, 0, stage.lengthMillis(), stage.periodMillis());
        CurveSketch sketch = new CurveSketch(stage.lengthMillis() / stage.periodMillis() + 1, stage.periodMillis());
        MarkBook marks = new MarkBook(stage.lengthMillis());
        long[] counted = new long[2]; // steps, node-steps not yet told
        Totals totals = run.go(
                moment -> {
                    sketch.add(moment.interval());
                    marks.add(controller.marks());
                    counted[1] += moment.interval().nodeSteps();
                    if (counted[0]++ % TELL_EVERY == 0) {
                        pulse.at(moment.interval().at(), counted[1]);
                        counted[1] = 0;
                    }
                },
                share -> {});
        pulse.at(stage.lengthMillis(), counted[1]);
        List<String> ignored = controller instanceof FaultedController faulted
                ? faulted.ignored().stream().sorted().toList()
                : List.of();
        return new Outcome(stage, candidate.name(), totals, sketch.done(), marks.marks(), marks.leftOut(), ignored);
    }
}
