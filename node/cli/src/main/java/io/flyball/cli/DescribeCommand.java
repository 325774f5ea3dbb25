package io.flyball.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flyball describe SERVICE}: everything known of one service. */
@Command(
        name = "describe",
        mixinStandardHelpOptions = true,
        description = "Show one service: its state, nodes, instances, trials and last decisions.")
final class DescribeCommand implements Callable<Integer> {
    @Mixin
    private ClientOptions options;

    @Parameters(paramLabel = "SERVICE", description = "name of the service")
    private String service;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ApiClient client = options.client();
        String path = "/v1/services/" + ApiClient.escape(service);
        JsonNode view = client.get(path).body();
        JsonNode nodes = client.get(path + "/nodes").body();
        JsonNode decisions = client.get("/v1/decisions?limit=8&service=" + ApiClient.escape(service))
                .body();
        ObjectNode answer = Printer.tree().objectNode();
        answer.set("service", view);
        answer.set("nodes", nodes.path("nodes"));
        answer.set("decisions", decisions.path("decisions"));
        Printer.print(spec.commandLine().getOut(), options.output(), answer, out -> print(out, view, nodes, decisions));
        return ExitCodes.OK;
    }

    private static void print(PrintWriter out, JsonNode view, JsonNode nodes, JsonNode decisions) {
        line(out, "Service", Cells.text(view, "name"));
        line(out, "State", Glyphs.of(Cells.text(view, "state")));
        line(out, "Policy", Cells.text(view, "policy"));
        line(out, "Planner", Cells.text(view, "member") + ", term " + Cells.text(view.path("token"), "term"));
        line(out, "Instances", Cells.text(view, "instanceTarget"));
        for (JsonNode agent : view.path("agents")) {
            line(
                    out,
                    "Agent",
                    Cells.text(agent, "name") + ": " + Cells.text(agent, "target") + " wanted, at most "
                            + Cells.text(agent, "limit"));
        }
        for (JsonNode trial : view.path("trials")) {
            line(out, "On trial", Cells.text(trial, "summary"));
        }
        for (JsonNode alert : view.path("alerts")) {
            line(
                    out,
                    "Alert",
                    Glyphs.of(Cells.text(alert, "phase")) + " " + Cells.text(alert, "rule") + ", "
                            + (alert.has("subject") ? Cells.text(alert, "subject") + " " : "")
                            + Cells.number(alert, "last", 1, 3, "") + " since " + Cells.clock(alert, "since")
                            + (alert.has("silentSince")
                                    ? ", no reading since " + Cells.clock(alert, "silentSince")
                                    : ""));
        }
        for (JsonNode finding : view.path("findings")) {
            line(out, "Limit", finding.asText());
        }
        out.println();
        out.println("Nodes");
        for (JsonNode node : nodes.path("nodes")) {
            JsonNode metrics = node.path("metrics");
            out.printf(
                    "  %-20s %-10s %-32s %8s req/s  p99 %-8s rss %s%n",
                    Cells.text(node, "id"),
                    Glyphs.of(Cells.text(node, "status")),
                    Cells.text(node, "jvm"),
                    Cells.number(metrics, "throughput", 1, 0, ""),
                    Cells.milliseconds(metrics, "latency.p99"),
                    Cells.megabytes(metrics, "rss"));
        }
        out.println();
        out.println("Last decisions (flyball explain ID tells why)");
        for (JsonNode decision : decisions.path("decisions")) {
            out.println("  " + Cells.clock(decision, "at") + "  " + Cells.text(decision, "id") + "  "
                    + Cells.text(decision, "summary"));
        }
    }

    private static void line(PrintWriter out, String key, String value) {
        out.printf("%-10s %s%n", key + ":", value.isEmpty() ? "-" : value);
    }
}
