package io.flyball.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.flyball.policy.document.schema.Explanation;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flyball policy explain FIELD}. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Tell what a field of a policy means, what may stand there, and which fields are below it.")
final class PolicyExplainCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            defaultValue = "spec",
            paramLabel = "FIELD",
            description = "such as scaling.rules.load or cooldownPeriod (default: ${DEFAULT-VALUE})")
    private String field;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: table)")
    private Output output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Explanation.Found found = Explanation.find(field);
        Explanation explanation = found.explanation()
                .orElseThrow(() -> new CliException(
                        ExitCodes.USAGE,
                        "FIELD = " + field + ": must be a field of a policy"
                                + found.near()
                                        .map(near -> "; did you mean " + near + "?")
                                        .orElse("; 'flyball policy explain' lists the first level")));
        Printer.print(
                spec.commandLine().getOut(),
                output,
                new ObjectMapper().valueToTree(explanation),
                out -> print(out, explanation));
        return ExitCodes.OK;
    }

    private static void print(PrintWriter out, Explanation explanation) {
        line(out, "Field", explanation.path());
        line(out, "Type", explanation.type());
        line(out, "Rule", explanation.rule());
        line(out, "Default", explanation.otherwise());
        line(out, "Example", explanation.example());
        line(out, "Meaning", explanation.doc());
        if (!explanation.fields().isEmpty()) {
            out.println();
            Table table = new Table("FIELD", "TYPE", "DEFAULT", "MEANING");
            explanation
                    .fields()
                    .forEach(below -> table.row(below.name(), below.type(), below.otherwise(), below.doc()));
            table.print(out);
        }
    }

    private static void line(PrintWriter out, String key, String value) {
        if (!value.isEmpty()) {
            out.printf("%-9s%s%n", key + ":", value);
        }
    }
}
