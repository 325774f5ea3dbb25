package io.flyball.cli.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flyball.cli.Printer;
import io.flyball.simulator.run.Outcome;
import java.util.List;
import java.util.stream.LongStream;
import picocli.CommandLine;

/** The one class that knows how {@code run} and {@code compare} are run; loaded only when they run. */
final class RunLaunch {
    private RunLaunch() {}

    static int run(RunOptions options, long seed, ResultOptions to, CommandLine line) {
        List<Outcome> outcomes = ResultLaunch.run(PlaysLaunch.of(options, List.of(seed), 0), line);
        return ResultLaunch.tell(to, title("Simulation", outcomes), List.of(), outcomes, line);
    }

    static int compare(RunOptions options, long seed, int seeds, double noise, ResultOptions to, CommandLine line) {
        List<Long> all = LongStream.range(seed, seed + seeds).boxed().toList();
        List<Outcome> outcomes = ResultLaunch.run(PlaysLaunch.of(options, all, noise), line);
        ObjectNode parameters = Printer.tree().objectNode();
        parameters.put("firstSeed", seed);
        parameters.put("seeds", seeds);
        parameters.put("noise", noise);
        String note = seeds == 1 && noise == 0
                ? "one run each on the loads as they were recorded: differences are those of this load alone"
                : "%d seeds from %d on; each varies the load by %s %% (log-normal, forgotten within 5 min)"
                        .formatted(seeds, seed, Math.round(noise * 1000) / 10.0);
        return ResultLaunch.tell(to, title("Comparison", outcomes), List.of(note), outcomes, parameters, line);
    }

    private static String title(String verb, List<Outcome> outcomes) {
        List<String> controllers =
                outcomes.stream().map(Outcome::controller).distinct().toList();
        List<String> stages =
                outcomes.stream().map(one -> one.stage().name()).distinct().toList();
        return "%s: %s on %s"
                .formatted(
                        verb,
                        controllers.size() > 4 ? controllers.size() + " controllers" : String.join(", ", controllers),
                        stages.size() > 3 ? stages.size() + " loads" : String.join(", ", stages));
    }
}
