package io.flyball.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flyball.cli.ApiClient.Answer;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flyball get KIND}: lists. */
@Command(name = "get", mixinStandardHelpOptions = true, description = "List things as a table, JSON or YAML.")
final class GetCommand implements Callable<Integer> {
    /** What can be listed. */
    enum Kind {
        SERVICES,
        NODES,
        KNOBS,
        INSTANCES,
        DECISIONS,
        ALERTS,
        POLICIES,
        POLICY,
        MEMBERS,
        FREEZE
    }

    private static final int REASON_WIDTH = 100;

    @Mixin
    private ClientOptions options;

    @Parameters(index = "0", paramLabel = "KIND", description = "${COMPLETION-CANDIDATES}, in lower case")
    private Kind kind;

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "of the policy (get policy NAME)")
    private String name;

    @Option(
            names = {"-s", "--service"},
            paramLabel = "SERVICE",
            description = "only of this service (needed for knobs)")
    private String service;

    @Option(names = "--node", paramLabel = "NODE", description = "whose knobs; without it those of every node")
    private String node;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "most decisions to list (default: ${DEFAULT-VALUE}, at most 500)")
    private int limit;

    @Spec
    private CommandSpec spec;

    private ApiClient client;

    @Override
    public Integer call() {
        client = options.client();
        JsonNode answer = answer();
        PrintWriter out = spec.commandLine().getOut();
        if (kind == Kind.POLICY && options.output() == Output.TABLE) {
            out.println(Cells.text(answer, "text").stripTrailing());
            out.flush();
            return ExitCodes.OK;
        }
        Printer.print(out, options.output(), answer, table -> {
            Table rows = table(answer);
            if (rows.isEmpty()) {
                spec.commandLine().getErr().println("none");
            } else {
                rows.print(table);
            }
        });
        if (answer.has("incomplete")) { // an empty list must not read as all clear
            spec.commandLine().getErr().println("Incomplete: " + Cells.text(answer, "incomplete"));
        }
        return ExitCodes.OK;
    }

    private JsonNode answer() {
        return switch (kind) {
            case SERVICES, INSTANCES ->
                service == null
                        ? client.get("/v1/services").body()
                        : listOf(client.get(servicePath(service)), "services");
            case NODES -> nodes();
            case KNOBS -> knobs();
            case DECISIONS ->
                client.get("/v1/decisions?limit=" + limit
                                + (service == null ? "" : "&service=" + ApiClient.escape(service)))
                        .body();
            case ALERTS ->
                client.get(service == null ? "/v1/alerts" : servicePath(service) + "/alerts")
                        .body();
            case POLICIES -> client.get("/v1/policies").body();
            case POLICY ->
                client.get("/v1/policies/" + ApiClient.escape(required(name, "NAME of the policy")))
                        .body();
            case MEMBERS -> client.get("/v1/members").body();
            case FREEZE -> client.get("/v1/freeze").body();
        };
    }

    private JsonNode nodes() {
        if (service != null) {
            return client.get(servicePath(service) + "/nodes").body();
        }
        ArrayNode all = Printer.tree().arrayNode();
        for (JsonNode one : client.get("/v1/services").body().path("services")) {
            client.get(servicePath(one.path("name").asText()) + "/nodes")
                    .body()
                    .path("nodes")
                    .forEach(all::add);
        }
        ObjectNode answer = Printer.tree().objectNode();
        answer.set("nodes", all);
        return answer;
    }

    private JsonNode knobs() {
        String of = required(service, "--service SERVICE");
        ArrayNode all = Printer.tree().arrayNode();
        for (JsonNode one : client.get(servicePath(of) + "/nodes").body().path("nodes")) {
            String id = one.path("id").asText();
            if (node == null || node.equals(id)) {
                all.add(client.get(servicePath(of) + "/nodes/" + ApiClient.escape(id) + "/knobs")
                        .body());
            }
        }
        ObjectNode answer = Printer.tree().objectNode();
        answer.set("nodes", all);
        return answer;
    }

    private Table table(JsonNode answer) {
        return switch (kind) {
            case SERVICES -> services(answer);
            case INSTANCES -> instances(answer);
            case NODES -> nodeTable(answer);
            case KNOBS -> knobTable(answer);
            case DECISIONS -> decisions(answer);
            case ALERTS -> alerts(answer);
            case POLICIES, POLICY -> policies(answer);
            case MEMBERS -> members(answer);
            case FREEZE -> freeze(answer);
        };
    }

    private static Table services(JsonNode answer) {
        Table table =
                new Table("SERVICE", "STATE", "POLICY", "INSTANCES", "NODES", "TRIALS", "MEMBER", "LAST DECISION");
        for (JsonNode service : answer.path("services")) {
            StringBuilder nodes = new StringBuilder();
            service.path("nodes")
                    .properties()
                    .forEach(entry -> nodes.append(nodes.length() == 0 ? "" : ", ")
                            .append(entry.getValue().asText())
                            .append(' ')
                            .append(entry.getKey()));
            table.row(
                    Cells.text(service, "name"),
                    Glyphs.of(Cells.text(service, "state")),
                    Cells.text(service, "policy"),
                    Cells.text(service, "instanceTarget"),
                    nodes,
                    service.path("trials").size(),
                    Cells.text(service, "member"),
                    Cells.cut(Cells.text(service.path("lastDecision"), "summary"), REASON_WIDTH));
        }
        return table;
    }

    private static Table instances(JsonNode answer) {
        Table table = new Table("INSTANCE", "SERVICE", "STATE", "PORT", "PID", "AGENT", "DETAIL");
        for (JsonNode service : answer.path("services")) {
            for (JsonNode agent : service.path("agents")) {
                for (JsonNode instance : agent.path("instances")) {
                    table.row(
                            Cells.text(instance, "node"),
                            Cells.text(service, "name"),
                            Glyphs.of(Cells.text(instance, "state")),
                            Cells.text(instance, "port"),
                            Cells.text(instance, "pid"),
                            Cells.text(agent, "name"),
                            Cells.text(instance, "detail"));
                }
            }
        }
        return table;
    }

    private static Table nodeTable(JsonNode answer) {
        Instant now = Instant.now();
        Table table = new Table(
                "NODE",
                "SERVICE",
                "STATUS",
                "SEEN",
                "REQ/S",
                "P99",
                "BUSY/MAX",
                "CPU",
                "RSS",
                "HEAP",
                "IN FORCE",
                "TRIAL");
        for (JsonNode node : answer.path("nodes")) {
            JsonNode metrics = node.path("metrics");
            String busy = Cells.number(metrics, "tomcat.threads.busy", 1, 0, "");
            String max = Cells.number(metrics, "tomcat.threads.max", 1, 0, "");
            table.row(
                    Cells.text(node, "id"),
                    Cells.text(node, "service"),
                    Glyphs.of(Cells.text(node, "status")),
                    Cells.age(node, "lastSeen", now),
                    Cells.number(metrics, "throughput", 1, 0, ""),
                    Cells.milliseconds(metrics, "latency.p99"),
                    max.isEmpty() ? "" : busy + "/" + max,
                    Cells.number(metrics, "cpu", 100, 0, " %"),
                    Cells.megabytes(metrics, "rss"),
                    Cells.megabytes(metrics, "heap.committed"),
                    settings(node.path("inForce")),
                    settings(node.path("trial")));
        }
        return table;
    }

    private static String settings(JsonNode settings) {
        StringBuilder text = new StringBuilder();
        settings.properties()
                .forEach(entry -> text.append(text.length() == 0 ? "" : " ")
                        .append(entry.getKey())
                        .append('=')
                        .append(entry.getValue().asText()));
        return text.toString();
    }

    private static Table knobTable(JsonNode answer) {
        Table table =
                new Table("NODE", "KNOB", "PROBED", "IN FORCE", "TRIAL", "MIN", "MAX", "UNIT", "AVAILABLE", "NOTE");
        for (JsonNode node : answer.path("nodes")) {
            for (JsonNode knob : node.path("knobs")) {
                table.row(
                        Cells.text(node, "node"),
                        Cells.text(knob, "knob"),
                        Cells.text(knob, "probed"),
                        Cells.text(knob, "inForce"),
                        Cells.text(knob, "trial"),
                        Cells.text(knob, "min"),
                        Cells.text(knob, "max"),
                        Cells.text(knob, "unit"),
                        knob.path("available").asBoolean() ? "✔ yes" : "✖ no",
                        Cells.text(knob, "note"));
            }
        }
        return table;
    }

    private static Table decisions(JsonNode answer) {
        Table table = new Table("TIME", "ID", "WHAT", "CHANGE", "OUTCOME", "REASON");
        for (JsonNode decision : answer.path("decisions")) {
            table.row(
                    Cells.clock(decision, "at"),
                    Cells.text(decision, "id"),
                    Cells.text(decision, "subject"),
                    Cells.change(decision),
                    Glyphs.of(Cells.text(decision, "outcome")),
                    Cells.cut(decision.path("reasons").path(0).asText(), REASON_WIDTH));
        }
        return table;
    }

    private static Table alerts(JsonNode answer) {
        Table table = new Table("SERVICE", "PHASE", "RULE", "OF", "SINCE", "LAST", "NOTE");
        for (JsonNode alert : answer.path("alerts")) {
            table.row(
                    Cells.text(alert, "service"),
                    Glyphs.of(Cells.text(alert, "phase")),
                    Cells.text(alert, "rule"),
                    alert.has("subject") ? Cells.text(alert, "subject") : "mean of the service",
                    Cells.clock(alert, "since"),
                    Cells.number(alert, "last", 1, 3, ""),
                    alert.has("silentSince") ? "no reading since " + Cells.clock(alert, "silentSince") : "");
        }
        return table;
    }

    private static Table policies(JsonNode answer) {
        Table table = new Table("POLICY", "REVISION", "SERVICE", "AUTHOR", "STORED", "REASON");
        for (JsonNode policy : answer.path("policies")) {
            table.row(
                    Cells.text(policy, "name"),
                    Cells.text(policy, "revision"),
                    Cells.text(policy, "service"),
                    Cells.text(policy, "author"),
                    Cells.clock(policy, "at"),
                    Cells.text(policy, "reason"));
        }
        return table;
    }

    private static Table members(JsonNode answer) {
        Table table = new Table("MEMBER", "STATUS", "REACHABLE", "VERSION", "ANSWERED");
        for (JsonNode member : answer.path("members")) {
            table.row(
                    Cells.text(member, "address"),
                    Glyphs.of(Cells.text(member, "status")),
                    member.path("reachable").asBoolean() ? "✔ yes" : "✖ no",
                    Cells.text(member, "version"),
                    member.path("self").asBoolean() ? "this call" : "");
        }
        return table;
    }

    private static Table freeze(JsonNode answer) {
        Table table = new Table("SCOPE", "FROZEN", "SINCE", "AUTHOR", "REASON");
        freezeRow(table, answer);
        answer.path("services").forEach(one -> freezeRow(table, one));
        return table;
    }

    private static void freezeRow(Table table, JsonNode freeze) {
        String service = Cells.text(freeze, "service");
        table.row(
                service.isEmpty() ? "everything" : service,
                freeze.path("frozen").asBoolean() ? "॥ frozen" : "✔ no",
                Cells.clock(freeze, "since"),
                Cells.text(freeze, "author"),
                Cells.text(freeze, "reason"));
    }

    private static JsonNode listOf(Answer one, String field) {
        ObjectNode answer = Printer.tree().objectNode();
        answer.set(field, Printer.tree().arrayNode().add(one.body()));
        return answer;
    }

    private String required(String value, String what) {
        if (value == null) {
            throw new CliException(
                    ExitCodes.USAGE, "get " + kind.name().toLowerCase(Locale.ROOT) + ": " + what + " must be given");
        }
        return value;
    }

    private static String servicePath(String service) {
        return "/v1/services/" + ApiClient.escape(service);
    }
}
