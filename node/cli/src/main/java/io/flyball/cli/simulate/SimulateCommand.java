package io.flyball.cli.simulate;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code flyball simulate ...}: fleets that exist in memory only. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Try policies and members on fleets that exist in memory only.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            SimulateRunCommand.class,
            SimulateCompareCommand.class,
            SimulateTests.OfLoad.class,
            SimulateTests.Stress.class,
            SimulateTests.Endurance.class,
            SimulateTests.Spike.class,
            SimulateSeedsCommand.class,
            SimulateFleetCommand.class,
        })
public final class SimulateCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "simulate: must be followed by one of "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
