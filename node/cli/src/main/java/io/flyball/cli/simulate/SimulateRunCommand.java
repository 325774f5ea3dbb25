package io.flyball.cli.simulate;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flyball simulate run}: controllers on loads, on virtual time. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Run controllers against a virtual service: a scenario, or each controller on each recorded load.",
            "Exit status 1 when the first controller misses an objective of the scenario.",
            "The same input gives the same bytes on every machine."
        })
final class SimulateRunCommand implements Callable<Integer> {
    @Mixin
    private RunOptions options;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "of what falls by chance (default: 1, or those of the scenario)")
    private Long seed;

    @Mixin
    private ResultOptions to;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        RunOptions.refuse(options.mistakes());
        RunOptions.refuse(to.mistakes());
        return RunLaunch.run(options, seed, to, spec.commandLine());
    }
}
