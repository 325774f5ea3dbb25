package io.flyball.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flyball.cli.capacity.PlanCapacityCommand;
import io.flyball.policy.document.Policy;
import io.flyball.policy.document.PolicyReader;
import io.flyball.policy.document.PolicyReader.Problem;
import io.flyball.policy.document.schema.Difference;
import io.flyball.policy.document.schema.Difference.Kind;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code flyball plan -f FILE}: what {@code apply} would change. Stores nothing; a member checks the policy as well. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description =
                "Show in which fields a policy differs from the stored one, and whom that affects; change nothing.",
        subcommands = {PlanCapacityCommand.class},
        footer = {
            "",
            "Exit status: 0 no changes, 1 changes, 2 or more: no answer (2 wrong or refused, 3 timeout, 4 conflict,",
            "5 no member reachable)."
        })
final class PlanCommand implements Callable<Integer> {
    private static final int CHANGES = 1;

    @Mixin
    private ClientOptions options;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "policy in YAML or JSON, required; '-' reads standard input")
    private String file;

    @Spec
    private CommandSpec spec;

    /** @param revision 0 where nothing is stored */
    private record Plan(
            String policy, long revision, List<Difference> differences, List<String> nodes, List<String> warnings) {}

    @Override
    public Integer call() {
        if (file == null) { // a required option would be asked of the subcommand as well
            throw new ParameterException(spec.commandLine(), "Missing required option: '--file=FILE'");
        }
        try {
            return show();
        } catch (CliException failure) { // 1 means changes, whatever else went wrong is above it
            throw failure.exitCode() == ExitCodes.FAILED
                    ? new CliException(ExitCodes.USAGE, failure.getMessage())
                    : failure;
        }
    }

    private int show() {
        String text = PolicyFile.text(file);
        Object tree = PolicyFile.tree(file, text);
        PolicyReader.Result result = PolicyReader.read(tree);
        Policy policy =
                result.policy().orElseThrow(() -> new CliException(ExitCodes.USAGE, mistakes(result.problems())));
        ApiClient client = options.client();
        Optional<JsonNode> stored = stored(client, policy.name());
        Object before = stored.map(node ->
                        PolicyFile.tree("the stored policy", node.path("text").asText()))
                .orElse(null);
        JsonNode checked = client.put(
                        "/v1/policies/" + ApiClient.escape(policy.name()) + "?dryRun=true",
                        text.getBytes(StandardCharsets.UTF_8),
                        Map.of("Content-Type", file.endsWith(".json") ? "application/json" : "application/yaml"))
                .body();
        Plan plan = new Plan(
                policy.name(),
                stored.map(node -> node.path("revision").asLong()).orElse(0L),
                Difference.between(before, tree),
                nodes(client, policy.service().value()),
                texts(checked.path("warnings")));
        Printer.print(spec.commandLine().getOut(), options.output(), tree(plan), out -> print(out, plan));
        return plan.differences().isEmpty() ? ExitCodes.OK : CHANGES;
    }

    private String mistakes(List<Problem> problems) {
        return file + ": invalid policy\n  "
                + problems.stream().map(Problem::toString).collect(Collectors.joining("\n  "));
    }

    private static Optional<JsonNode> stored(ApiClient client, String name) {
        for (JsonNode policy : client.get("/v1/policies").body().path("policies")) {
            if (policy.path("name").asText().equals(name)) {
                return Optional.of(policy);
            }
        }
        return Optional.empty();
    }

    /** Nodes of the service; none where no planner knows it yet. */
    private static List<String> nodes(ApiClient client, String service) {
        boolean known = false;
        for (JsonNode one : client.get("/v1/services").body().path("services")) {
            known |= one.path("name").asText().equals(service);
        }
        List<String> nodes = new ArrayList<>();
        if (known) {
            client.get("/v1/services/" + ApiClient.escape(service) + "/nodes")
                    .body()
                    .path("nodes")
                    .forEach(node -> nodes.add(node.path("id").asText()));
        }
        return nodes;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    private static void print(PrintWriter out, Plan plan) {
        String stored = plan.revision() == 0 ? "not stored yet" : "revision " + plan.revision();
        if (plan.differences().isEmpty()) {
            out.println("policy " + plan.policy() + ": no changes (" + stored + ")");
        } else {
            out.println("policy " + plan.policy() + ": "
                    + counted(plan.differences().size(), "change") + " (" + stored + ")");
            Table table = new Table();
            plan.differences().forEach(one -> table.row(sign(one.kind()) + " " + one.path(), change(one)));
            table.print(out);
            out.println(counted(plan.nodes().size(), "node") + " affected"
                    + (plan.nodes().isEmpty() ? "" : ": " + some(plan.nodes())));
        }
        plan.warnings().forEach(warning -> out.println("warning: " + warning));
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static String some(List<String> nodes) {
        int most = 5;
        String shown = nodes.stream().limit(most).collect(Collectors.joining(", "));
        return nodes.size() <= most ? shown : shown + " and " + (nodes.size() - most) + " more";
    }

    private static String sign(Kind kind) {
        return switch (kind) {
            case CHANGED -> "~";
            case ADDED -> "+";
            case REMOVED -> "-";
        };
    }

    private static String change(Difference one) {
        return switch (one.kind()) {
            case CHANGED -> one.from() + " → " + one.to();
            case ADDED -> one.to();
            case REMOVED -> one.from();
        };
    }

    private static ObjectNode tree(Plan plan) {
        ObjectNode answer = Printer.tree().objectNode();
        answer.put("policy", plan.policy()).put("revision", plan.revision());
        ArrayNode changes = answer.putArray("changes");
        for (Difference one : plan.differences()) {
            ObjectNode node = changes.addObject()
                    .put("kind", one.kind().name().toLowerCase(Locale.ROOT))
                    .put("path", one.path());
            if (one.kind() != Kind.ADDED) {
                node.put("from", one.from());
            }
            if (one.kind() != Kind.REMOVED) {
                node.put("to", one.to());
            }
        }
        plan.nodes().forEach(answer.putArray("nodes")::add);
        plan.warnings().forEach(answer.putArray("warnings")::add);
        return answer;
    }
}
