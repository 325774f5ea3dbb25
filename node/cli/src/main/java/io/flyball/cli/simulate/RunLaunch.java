package io.flyball.cli.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.flyball.cli.ExitCodes;
import io.flyball.cli.Output;
import io.flyball.cli.Printer;
import io.flyball.cli.Version;
import io.flyball.simulator.controller.Bounds;
import io.flyball.simulator.report.RunJson;
import io.flyball.simulator.run.Batch;
import io.flyball.simulator.run.Candidate;
import io.flyball.simulator.run.Controllers;
import io.flyball.simulator.run.Outcome;
import io.flyball.simulator.run.Play;
import io.flyball.simulator.run.SimpleStage;
import io.flyball.simulator.run.Stage;
import io.flyball.simulator.traffic.Trace;
import io.flyball.simulator.traffic.TraceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** The one class that knows how {@code run} is run; loaded only when it runs. */
final class RunLaunch {
    private RunLaunch() {}

    /** @param json may be null */
    static int run(RunOptions options, long seed, Path json, Output output, CommandLine line) {
        List<Candidate> candidates = candidates(options);
        List<Play> plays = new ArrayList<>();
        for (Path file : options.traces) {
            Stage stage = stage(options, file, seed);
            candidates.forEach(candidate -> plays.add(new Play(stage, candidate)));
        }
        SimulationProgress progress = new SimulationProgress(line.getErr());
        List<Outcome> outcomes =
                Batch.run(plays, seen -> progress.accept(seen.share(), seen.virtualMillis(), seen.nodeSteps()));
        progress.end();
        if (json != null) {
            JsonFile.write(json, outcomes.stream().map(one -> (JsonNode) RunJson.full(one, Version.number())));
        }
        if (json == null || output != Output.TABLE) {
            ArrayNode rows = Printer.tree().arrayNode();
            outcomes.forEach(one -> rows.add(RunJson.full(one, Version.number())));
            Printer.print(line.getOut(), output, rows, out -> RunTable.print(out, rows));
        } else {
            line.getOut().printf("%d runs, written to %s%n", outcomes.size(), json);
            line.getOut().flush();
        }
        return ExitCodes.OK;
    }

    private static List<Candidate> candidates(RunOptions options) {
        List<String> names = options.controllers.isEmpty() ? List.of("hpa") : options.controllers;
        return names.stream().distinct().map(Controllers::named).toList();
    }

    private static Stage stage(RunOptions options, Path file, long seed) {
        Trace trace = TraceFile.read(file);
        return SimpleStage.of(
                RunOptions.name(file),
                trace,
                trace.length(),
                options.startTime,
                new Bounds(options.min, options.max),
                seed);
    }
}
