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
            "Run controllers on recorded loads against a virtual service, each controller on each load.",
            "The same input gives the same bytes on every machine."
        })
final class SimulateRunCommand implements Callable<Integer> {
    @Mixin
    private RunOptions options;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "of what falls by chance (default: ${DEFAULT-VALUE})")
    private long seed;

    @Mixin
    private ResultOptions to;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        RunOptions.refuse(options.mistakes());
        return RunLaunch.run(options, seed, to, spec.commandLine());
    }
}
