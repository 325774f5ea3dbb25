package io.flyball.policy.document.imports;

import io.flyball.protocol.model.Metrics;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Turns the metrics of an HPA into rules. */
final class HpaMetrics {
    private static final List<String> KINDS = List.of("Resource", "ContainerResource", "Pods", "Object", "External");
    private static final long MOST_PERCENT = 10_000;

    private final Requests given;
    private final WorkloadRequests workload;
    private final Map<String, String> names;
    private final List<String> rules = new ArrayList<>();

    HpaMetrics(Requests given, WorkloadRequests workload, Map<String, String> names) {
        this.given = given;
        this.workload = workload;
        this.names = names;
    }

    /** Requests of one container of the target, or of all for an empty name. */
    interface WorkloadRequests {
        Requests of(String container);
    }

    /** Lines below {@code rules:}, comments before the rule they are about. */
    List<String> read(Manifest spec) {
        List<Manifest> metrics = spec.list("metrics");
        if (metrics.isEmpty()) {
            comment("no metrics: HPA then keeps the CPU utilization at 80 %");
            utilization("cpu", "", 80, spec, "metrics");
        }
        metrics.forEach(this::metric);
        return rules;
    }

    private void metric(Manifest metric) {
        switch (metric.word("type", KINDS)) {
            case "Resource" -> resource(metric.needed("resource"), false);
            case "ContainerResource" -> resource(metric.needed("containerResource"), true);
            case "Pods" -> pods(metric.needed("pods"));
            case "Object" -> object(metric.needed("object"), true);
            case "External" -> object(metric.needed("external"), false);
            default -> metric.ignore("resource", "containerResource", "pods", "object", "external");
        }
        metric.end();
    }

    private void resource(Manifest resource, boolean oneContainer) {
        String name = resource.word("name", List.of("cpu", "memory"));
        String container = oneContainer ? resource.text("container") : "";
        Manifest target = resource.needed("target");
        resource.end();
        if (oneContainer) {
            comment("of container " + container + ": Flyball measures the process of the JVM");
        }
        if (target.word("type", List.of("Utilization", "AverageValue")).equals("AverageValue")) {
            target.quantity("averageValue").ifPresent(value -> rule("load", measured(name), "perInstance", value));
        } else {
            OptionalLong percent = target.whole("averageUtilization", 1, MOST_PERCENT);
            if (!target.has("averageUtilization")) {
                target.problem("averageUtilization", "must be given");
            }
            percent.ifPresent(value -> utilization(name, container, value, target, "averageUtilization"));
        }
        target.ignore("averageValue", "averageUtilization");
        target.end();
    }

    /** The denominator is the request, which stands in the workload, not in the HPA. */
    private void utilization(String name, String container, long percent, Manifest place, String field) {
        Requests known = given.or(workload.of(container));
        Optional<BigDecimal> request = name.equals("memory") ? known.memory() : known.cpu();
        if (request.isPresent()) {
            rules.add("- resource: {metric: %s, request: %s, target: %d%%}"
                    .formatted(measured(name), plain(request.get()), percent));
        } else if (name.equals("cpu") && percent <= 100) {
            comment(
                    "NOT THE SAME: percent of the host's processors; HPA's is percent of the request, which is not known.");
            comment("Give it with --cpu-request, or put the workload into the same file.");
            rules.add("- resource: {metric: cpu, target: %d%%}".formatted(percent));
        } else {
            place.problem(
                    field, "must come with the request it is percent of: give it with --%s-request".formatted(name));
        }
    }

    private static String measured(String resource) {
        return resource.equals("memory") ? Metrics.RSS : Metrics.CPU_CORES;
    }

    private void pods(Manifest pods) {
        String metric = name(pods.needed("metric"));
        Manifest target = pods.needed("target");
        pods.end();
        target.word("type", List.of("AverageValue"));
        target.quantity("averageValue").ifPresent(value -> rule("load", metric, "perInstance", value));
        target.end();
    }

    private void object(Manifest object, boolean described) {
        if (described) {
            Manifest of = object.needed("describedObject");
            comment("of " + of.text("kind") + " " + of.text("name"));
            of.ignore("apiVersion");
            of.end();
        }
        String metric = name(object.needed("metric"));
        Manifest target = object.needed("target");
        object.end();
        boolean average = target.word("type", List.of("Value", "AverageValue")).equals("AverageValue");
        target.quantity(average ? "averageValue" : "value")
                .ifPresent(value -> rule("total", metric, average ? "perInstance" : "value", value));
        target.ignore("value", "averageValue");
        target.end();
    }

    private String name(Manifest metric) {
        String name = metric.text("name");
        if (metric.has("selector")) {
            comment("the selector of " + name
                    + " is not carried over: report the selected series under the name below");
        }
        metric.end();
        if (names.containsKey(name) || Metrics.isKnown(name)) {
            return names.getOrDefault(name, name);
        }
        String own = "app." + name.replaceAll("[^A-Za-z0-9._-]+", "_");
        comment(name + " is not known to agents: the service has to report it as " + own
                + ", or name another with --metric " + name + "=...");
        return own;
    }

    private void rule(String kind, String metric, String target, BigDecimal value) {
        rules.add("- %s: {metric: %s, %s: %s}".formatted(kind, metric, target, plain(value)));
    }

    private void comment(String text) {
        rules.add("# " + text);
    }

    static String plain(BigDecimal value) {
        return value.setScale(9, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
    }
}
