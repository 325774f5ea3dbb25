package io.flyball.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code flyball analyze ...}: what a series says, from a file or a live service. */
@Command(
        name = "analyze",
        mixinStandardHelpOptions = true,
        description = "Say what measured series show: from CSV files, or of a live service.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            AnalyzePatternCommand.class,
            AnalyzeForecastCommand.class,
            AnalyzeAnomaliesCommand.class,
            AnalyzeChangepointsCommand.class,
            AnalyzeBottleneckCommand.class
        })
final class AnalyzeCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "analyze: must be followed by one of pattern, forecast, anomalies, changepoints, bottleneck");
    }
}
