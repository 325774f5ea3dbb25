package io.flyball.cli;

import io.flyball.planner.optimizer.OptimizerLoading;
import io.flyball.planner.optimizer.OptimizerSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/** Loads optimizers as a member does. */
final class OptimizersLaunch {
    private OptimizersLaunch() {}

    /** @return 1 when something was left out */
    static int run(Optional<Path> directory, PrintWriter out, PrintWriter err) {
        OptimizerLoading.Result found = OptimizerLoading.load(directory, OptimizerSettings.DEFAULTS);
        Table table = new Table("NAME", "FROM");
        found.optimizers().forEach(one -> table.row(one.name(), one.source()));
        table.print(out);
        found.problems().forEach(problem -> err.println("left out: " + problem));
        return found.problems().isEmpty() ? ExitCodes.OK : ExitCodes.FAILED;
    }
}
