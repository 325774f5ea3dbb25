package io.flyball.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code flyball policy ...}: what can be done with a policy without a member. */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        description = "Check, explain, describe and import policies; no member is needed.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            PolicyLintCommand.class,
            PolicyExplainCommand.class,
            PolicySchemaCommand.class,
            PolicyImportCommand.class
        })
final class PolicyCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "policy: must be followed by one of lint, explain, schema, import");
    }
}
