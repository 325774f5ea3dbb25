package io.flyball.cli.simulate;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flyball simulate compare}: who does better on the same traffic, and how sure that is. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Compare controllers or revisions of a policy on the same traffic, over several seeds.",
            "Each figure has its mean and 95 %% confidence interval over the seeds, and the difference to the first one,"
                    + " seed by seed: better, worse, or no difference shown."
        })
final class SimulateCompareCommand implements Callable<Integer> {
    private static final int MOST_SEEDS = 1_000;

    @Mixin
    private RunOptions options;

    @Option(names = "--seed", paramLabel = "N", description = "first seed (default: 1, or those of the scenario)")
    private Long seed;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "how many seeds, each a run per controller (default: 10, or those of the scenario)")
    private Integer seeds;

    @Option(
            names = "--noise",
            paramLabel = "SHARE",
            defaultValue = "0.05",
            description = "by which a seed varies a recorded load, as a standard deviation (default: ${DEFAULT-VALUE})")
    private double noise;

    @Mixin
    private ResultOptions to;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<String> wrong = options.mistakes();
        if (seeds != null && (seeds < 1 || seeds > MOST_SEEDS)) {
            wrong.add("--seeds = %d: must be 1 to %d".formatted(seeds, MOST_SEEDS));
        }
        if (!(noise >= 0 && noise <= 1)) {
            wrong.add("--noise = %s: must be a share from 0 to 1".formatted(noise));
        }
        if (options.scenario == null && noise == 0 && (seeds == null || seeds > 1)) {
            wrong.add("--noise = 0: must be above 0 with several seeds, which would all be the same");
        }
        if (options.scenario == null && options.deciders.count() < 2) {
            wrong.add("--controller, --policy: must be two or more");
        }
        wrong.addAll(to.mistakes());
        RunOptions.refuse(wrong);
        return RunLaunch.compare(options, seed, seeds, noise, to, spec.commandLine());
    }
}
