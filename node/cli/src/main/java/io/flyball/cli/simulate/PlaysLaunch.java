package io.flyball.cli.simulate;

import io.flyball.simulator.controller.Bounds;
import io.flyball.simulator.run.Candidate;
import io.flyball.simulator.run.Controllers;
import io.flyball.simulator.run.Play;
import io.flyball.simulator.run.SimpleStage;
import io.flyball.simulator.run.Stage;
import io.flyball.simulator.traffic.Trace;
import io.flyball.simulator.traffic.TraceFile;
import io.flyball.simulator.traffic.shape.Noise;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Makes plays of what the options say. */
final class PlaysLaunch {
    private static final Duration NOISE_MEMORY = Duration.ofMinutes(5);

    private PlaysLaunch() {}

    /** Every controller on every trace, with every seed. */
    static List<Play> of(RunOptions options, List<Long> seeds, double noise) {
        List<Candidate> candidates = candidates(options);
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

    private static List<Candidate> candidates(RunOptions options) {
        List<String> names =
                options.controllers.isEmpty() && options.policies.isEmpty() ? List.of("hpa") : options.controllers;
        return names.stream().distinct().map(Controllers::named).toList();
    }
}
