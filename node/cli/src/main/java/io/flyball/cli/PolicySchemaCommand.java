package io.flyball.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.flyball.policy.document.schema.JsonSchema;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code flyball policy schema}. */
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        description = "Print the JSON Schema (2020-12) of a policy, for editors and pipelines.")
final class PolicySchemaCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Printer.json(new ObjectMapper().valueToTree(JsonSchema.policy())));
        out.flush();
        return ExitCodes.OK;
    }
}
