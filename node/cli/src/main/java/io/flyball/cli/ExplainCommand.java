package io.flyball.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flyball explain ID}: why a decision was made and what it did. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Tell why a decision was made, what stopped or limited it, and what it did.")
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private ClientOptions options;

    @Parameters(paramLabel = "ID|SERVICE", description = "a decision, or a service: its last decision")
    private String subject;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode decision = find();
        Printer.print(spec.commandLine().getOut(), options.output(), decision, out -> print(out, decision));
        return ExitCodes.OK;
    }

    private JsonNode find() {
        ApiClient client = options.client();
        try {
            return client.get("/v1/decisions/" + ApiClient.escape(subject)).body();
        } catch (CliException notADecision) {
            if (notADecision.exitCode() != ExitCodes.FAILED) {
                throw notADecision;
            }
            JsonNode last = client.get("/v1/decisions?limit=1&service=" + ApiClient.escape(subject))
                    .body()
                    .path("decisions")
                    .path(0);
            if (last.isMissingNode()) {
                throw notADecision;
            }
            return last;
        }
    }

    private static void print(PrintWriter out, JsonNode decision) {
        line(out, "Decision", Cells.text(decision, "id"));
        line(out, "Time", Cells.text(decision, "at"));
        line(out, "Service", Cells.text(decision, "service"));
        line(out, "What", Cells.text(decision, "subject") + "  " + Cells.change(decision));
        line(out, "Outcome", Glyphs.of(Cells.text(decision, "outcome")));
        if (!decision.path("nodes").isEmpty()) {
            StringBuilder nodes = new StringBuilder();
            decision.path("nodes")
                    .forEach(node ->
                            nodes.append(nodes.length() == 0 ? "" : ", ").append(node.asText()));
            line(out, "Nodes", nodes.toString());
        }
        line(out, "Policy", Cells.text(decision, "policy"));
        JsonNode token = decision.path("token");
        line(
                out,
                "Planner",
                "term " + Cells.text(token, "term") + " of " + Cells.text(token, "owner") + ", revision "
                        + Cells.text(decision, "revision"));
        out.println();
        out.println("Why");
        int number = 1;
        for (JsonNode reason : decision.path("reasons")) {
            out.printf("  %d. %s%n", number++, reason.asText());
        }
        JsonNode inputs = decision.path("inputs");
        if (!inputs.isEmpty()) {
            out.println();
            out.println("Based on");
            inputs.properties()
                    .forEach(entry -> out.printf(
                            "  %-32s %s%n", entry.getKey(), entry.getValue().asText()));
        }
        JsonNode feedback = decision.path("feedback");
        if (feedback.isObject()) {
            effect(out, feedback);
        }
    }

    private static void effect(PrintWriter out, JsonNode feedback) {
        out.println();
        out.println("Effect: " + Cells.text(feedback, "verdict"));
        Table table = new Table("  ", "BEFORE", "AFTER");
        JsonNode before = feedback.path("before");
        JsonNode after = feedback.path("after");
        table.row(
                "  throughput",
                Cells.number(before, "throughput", 1, 1, "/s"),
                Cells.number(after, "throughput", 1, 1, "/s"));
        table.row("  p99", Cells.milliseconds(before, "latencyP99"), Cells.milliseconds(after, "latencyP99"));
        table.row(
                "  errors",
                Cells.number(before, "errorRate", 100, 2, " %"),
                Cells.number(after, "errorRate", 100, 2, " %"));
        table.row("  cpu", Cells.number(before, "cpu", 100, 1, " %"), Cells.number(after, "cpu", 100, 1, " %"));
        table.row("  rss", Cells.megabytes(before, "rss"), Cells.megabytes(after, "rss"));
        table.print(out);
        feedback.path("reasons").forEach(reason -> out.println("  " + reason.asText()));
    }

    private static void line(PrintWriter out, String key, String value) {
        out.printf("%-9s %s%n", key + ":", value.isEmpty() ? "-" : value);
    }
}
