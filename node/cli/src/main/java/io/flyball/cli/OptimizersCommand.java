package io.flyball.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flyball optimizers [DIR]}: what a member would find there. */
@Command(
        name = "optimizers",
        mixinStandardHelpOptions = true,
        description = {
            "List the optimizers that a member started with --optimizers DIR would find, and what is wrong with the others.",
            "Loads the jar files in DIR and makes each optimizer once; asks no server."
        })
final class OptimizersCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "DIR", description = "with jar files; without it only the built-in ones")
    private Path directory;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return OptimizersLaunch.run(
                Optional.ofNullable(directory),
                spec.commandLine().getOut(),
                spec.commandLine().getErr());
    }
}
