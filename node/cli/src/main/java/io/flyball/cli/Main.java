package io.flyball.cli;

import io.flyball.cli.simulate.SimulateCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;

/** Entry point of {@code flyball}. */
@Command(
        name = "flyball",
        description = "A self-tuning control plane for fleets of JVM services.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            DemoCommand.class,
            ServerCommand.class,
            AgentCommand.class,
            ApplyCommand.class,
            PlanCommand.class,
            PolicyCommand.class,
            GetCommand.class,
            DescribeCommand.class,
            ExplainCommand.class,
            WatchCommand.class,
            AnalyzeCommand.class,
            WhatIfCommand.class,
            SimulateCommand.class,
            FreezeCommand.class,
            UnfreezeCommand.class,
            DeleteCommand.class,
            CompletionCommand.class,
            RehearseCommand.class,
            OptimizersCommand.class,
            HelpCommand.class
        },
        footer = {
            "",
            "Exit status: 0 ok, 1 failed, 2 usage, 3 timeout, 4 conflict, 5 no member reachable.",
            "Environment: FLYBALL_SERVER (URL), FLYBALL_TOKEN, NO_COLOR."
        })
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    static int run(String... args) {
        return commandLine().execute(args);
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler(Main::explain);
        line.setParameterExceptionHandler(Main::explainUsage);
        return line;
    }

    private static int explain(Exception failure, CommandLine line, CommandLine.ParseResult parsed) throws Exception {
        if (failure instanceof CliException known) {
            line.getErr().println("Error: " + known.getMessage());
            return known.exitCode();
        }
        if (failure instanceof IllegalArgumentException wrong) {
            line.getErr().println("Error: " + wrong.getMessage());
            return ExitCodes.USAGE;
        }
        throw failure;
    }

    private static int explainUsage(ParameterException failure, String[] args) {
        PrintWriter err = failure.getCommandLine().getErr();
        err.println("Error: " + failure.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(failure, err);
        err.println("Try '" + failure.getCommandLine().getCommandSpec().qualifiedName(" ") + " --help'.");
        return ExitCodes.USAGE;
    }
}
