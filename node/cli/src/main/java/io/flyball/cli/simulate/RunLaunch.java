package io.flyball.cli.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flyball.cli.ExitCodes;
import io.flyball.cli.Printer;
import io.flyball.policy.lint.Finding;
import io.flyball.simulator.report.GoalCheck;
import io.flyball.simulator.run.Outcome;
import io.flyball.simulator.run.Play;
import io.flyball.simulator.scenario.Scenario;
import io.flyball.simulator.scenario.ScenarioLint;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import picocli.CommandLine;

/** The one class that knows how {@code run} and {@code compare} are run; loaded only when they run. */
final class RunLaunch {
    private static final int SEEDS = 10;

    private RunLaunch() {}

    /** @param seed may be null */
    static int run(RunOptions options, Long seed, ResultOptions to, CommandLine line) {
        if (options.scenario == null) {
            List<Play> plays = PlaysLaunch.of(options, List.of(seed == null ? 1 : seed), 0);
            List<Outcome> outcomes = ResultLaunch.run(plays, line);
            ResultLaunch.tell(to, title("Simulation", outcomes), List.of(), outcomes, List.of(), line);
            return ExitCodes.OK;
        }
        Scenario scenario = PlaysLaunch.scenario(options.scenario);
        warn(scenario, line.getErr());
        Scenario seeded = seed == null ? scenario : scenario.withSeeds(List.of(seed));
        List<Outcome> outcomes = ResultLaunch.run(PlaysLaunch.of(seeded, options.deciders), line);
        List<GoalCheck> checks = GoalCheck.of(outcomes, scenario.objectives());
        List<String> words = new ArrayList<>();
        checks.forEach(check -> words.add((check.reached() ? "✔ " : "✖ ") + check.words()));
        ResultLaunch.tell(to, title("Scenario", outcomes), words, outcomes, List.of(), line);
        String first = outcomes.get(0).controller();
        boolean missed = checks.stream()
                .anyMatch(check -> !check.reached() && check.controller().equals(first));
        return missed ? ExitCodes.FAILED : ExitCodes.OK;
    }

    /** @param seed and {@code seeds} may be null */
    static int compare(RunOptions options, Long seed, Integer seeds, double noise, ResultOptions to, CommandLine line) {
        long first = seed == null ? 1 : seed;
        List<Long> asked = LongStream.range(first, first + (seeds == null ? SEEDS : seeds))
                .boxed()
                .toList();
        List<Outcome> outcomes;
        List<Long> used = asked;
        String varied = "the loads are as they were recorded";
        if (options.scenario == null) {
            outcomes = ResultLaunch.run(PlaysLaunch.of(options, asked, noise), line);
            varied = noise == 0
                    ? varied
                    : "each seed varies the load by %s %% (log-normal, forgotten within 5 min)"
                            .formatted(Math.round(noise * 1000) / 10.0);
        } else {
            Scenario scenario = PlaysLaunch.scenario(options.scenario);
            warn(scenario, line.getErr());
            used = seed == null && seeds == null ? scenario.seeds() : asked;
            outcomes = ResultLaunch.run(PlaysLaunch.of(scenario.withSeeds(used), options.deciders), line);
            varied = "what falls by chance in the scenario";
        }
        ObjectNode parameters = Printer.tree().objectNode();
        var list = parameters.putArray("seeds");
        used.forEach(list::add);
        parameters.put("noise", options.scenario == null ? noise : 0);
        String note = "%d %s (%s): %s".formatted(used.size(), used.size() == 1 ? "seed" : "seeds", used, varied);
        return ResultLaunch.compared(to, title("Comparison", outcomes), List.of(note), outcomes, parameters, line);
    }

    /** What can be run and is hardly as it was meant. */
    private static void warn(Scenario scenario, PrintWriter err) {
        for (Finding finding : ScenarioLint.check(scenario)) {
            err.printf("! %s = %s: %s: %s%n", finding.path(), finding.value(), finding.rule(), finding.why());
        }
        err.flush();
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
