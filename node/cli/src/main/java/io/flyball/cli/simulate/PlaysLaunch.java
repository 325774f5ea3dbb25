package io.flyball.cli.simulate;

import io.flyball.cli.CliException;
import io.flyball.cli.ExitCodes;
import io.flyball.simulator.controller.Bounds;
import io.flyball.simulator.run.Candidate;
import io.flyball.simulator.run.Controllers;
import io.flyball.simulator.run.Play;
import io.flyball.simulator.run.SimpleStage;
import io.flyball.simulator.run.Stage;
import io.flyball.simulator.scenario.Scenario;
import io.flyball.simulator.scenario.ScenarioReader;
import io.flyball.simulator.scenario.Staging;
import io.flyball.simulator.traffic.Trace;
import io.flyball.simulator.traffic.TraceFile;
import io.flyball.simulator.traffic.shape.Noise;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes of what the options say what is to be run. */
final class PlaysLaunch {
    private static final Duration NOISE_MEMORY = Duration.ofMinutes(5);

    private PlaysLaunch() {}

    /** Every controller on every trace, with every seed. */
    static List<Play> of(RunOptions options, List<Long> seeds, double noise) {
        List<Candidate> candidates =
                options.deciders.count() == 0 ? List.of(Controllers.named("flyball")) : candidates(options.deciders);
        List<Play> plays = new ArrayList<>();
        for (Path file : options.traces) {
            Trace trace = TraceFile.read(file);
            Bounds bounds = new Bounds(options.min, options.max);
            Stage clean = SimpleStage.of(
                    RunOptions.name(file), trace, trace.length(), options.startTime, bounds, seeds.get(0));
            for (long seed : seeds) {
                Stage stage = clean.with(noise > 0 ? new Noise(trace, noise, NOISE_MEMORY, seed) : trace, seed);
                candidates.forEach(candidate -> plays.add(new Play(stage, candidate)));
            }
        }
        return plays;
    }

    /** Those of the scenario, unless others are asked for. */
    static List<Play> of(Scenario scenario, DeciderOptions deciders) {
        return deciders.count() == 0 ? Staging.plays(scenario) : Staging.plays(scenario, candidates(deciders));
    }

    static List<Candidate> candidates(DeciderOptions deciders) {
        return Stream.concat(
                        deciders.controllers.stream().distinct().map(Controllers::named),
                        deciders.policies().stream().map(named -> Controllers.flyball(named.name(), named.policy())))
                .toList();
    }

    static Scenario scenario(Path file) {
        ScenarioReader.Result read = ScenarioReader.file(file);
        return read.scenario()
                .orElseThrow(() -> new CliException(
                        ExitCodes.USAGE,
                        file + ":\n"
                                + read.problems().stream()
                                        .map(problem -> "  " + problem)
                                        .collect(Collectors.joining("\n"))));
    }
}
