package io.flyball.policy.document.imports;

import io.flyball.policy.document.PolicyReader.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Turns an {@code autoscaling/v2} HorizontalPodAutoscaler into a policy with the same behaviour. What a policy has beside
 * HPA's words is set so that it changes nothing: no cooldown, no limit of a step but the policies of {@code behavior}, one
 * decision every 15 s. What cannot be carried over is told in a comment where it was.
 */
public final class HpaImport {
    private static final String API_VERSION = "autoscaling/v2";
    private static final String KIND = "HorizontalPodAutoscaler";
    private static final long MOST = 100_000;

    private final Settings settings;
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> comments = new ArrayList<>();

    private HpaImport(Settings settings) {
        this.settings = settings;
    }

    /**
     * @param requests what a pod requests, where the workload does not say it
     * @param metrics names of metrics there to names here
     * @param service that is selected; empty: the name of the target
     */
    public record Settings(Requests requests, Map<String, String> metrics, Optional<String> service) {
        public static final Settings NONE = new Settings(Requests.UNKNOWN, Map.of(), Optional.empty());

        public Settings {
            metrics = Map.copyOf(metrics);
        }
    }

    /** The text of a policy, or what is wrong with the manifest; never both. */
    public record Imported(Optional<String> yaml, List<Problem> problems) {
        public Imported {
            problems = List.copyOf(problems);
        }
    }

    /** @param documents of one file: one HPA, and where they are there the workloads it may scale */
    public static Imported read(List<Object> documents, Settings settings) {
        List<Object> found = documents.stream().filter(HpaImport::isHpa).toList();
        if (found.size() != 1) {
            String rule = "must have one document of kind " + KIND + ", has " + found.size();
            return new Imported(Optional.empty(), List.of(new Problem("kind", documents.size() + " documents", rule)));
        }
        return new HpaImport(settings).read(found.get(0), documents);
    }

    private static boolean isHpa(Object document) {
        return document instanceof Map<?, ?> map && Objects.equals(map.get("kind"), KIND);
    }

    private Imported read(Object document, List<Object> documents) {
        Manifest hpa = new Manifest("", document, problems);
        if (!hpa.text("apiVersion").equals(API_VERSION)) {
            hpa.problem(
                    "apiVersion",
                    "must be %s: get it with 'kubectl get hpa.v2.autoscaling NAME -o yaml'".formatted(API_VERSION));
            return new Imported(Optional.empty(), problems); // other versions have other fields
        }
        hpa.ignore("kind", "status");
        Manifest metadata = hpa.needed("metadata");
        String name = name(metadata, "name", metadata.text("name"));
        if (metadata.has("namespace")) {
            comments.add("from namespace " + metadata.text("namespace") + ": names of services are global here");
        }
        Manifest spec = hpa.needed("spec");
        Manifest target = spec.needed("scaleTargetRef");
        String kind = target.text("kind");
        String workload = target.text("name");
        target.ignore("apiVersion");
        target.end();
        String service = settings.service().orElseGet(() -> name(target, "name", workload));
        long max = spec.whole("maxReplicas", 1, MOST).orElse(1);
        if (!spec.has("maxReplicas")) {
            spec.problem("maxReplicas", "must be given");
        }
        long min = min(spec, max);
        List<String> rules = new HpaMetrics(
                        settings.requests(),
                        container -> Requests.of(documents, kind, workload, container),
                        settings.metrics())
                .read(spec);
        List<String> behavior = HpaBehavior.read(spec);
        spec.end();
        hpa.end();
        return problems.isEmpty()
                ? new Imported(Optional.of(text(name, service, min, max, rules, behavior)), List.of())
                : new Imported(Optional.empty(), problems);
    }

    private long min(Manifest spec, long max) {
        long min = spec.whole("minReplicas", 0, MOST).orElse(1);
        if (min == 0) {
            comments.add("minReplicas 0 (scale to zero) is not carried over: one instance always stays");
            return 1;
        }
        if (min > max) {
            spec.problem("minReplicas", "must be at most maxReplicas (" + max + ")");
        }
        return min;
    }

    /** Kubernetes allows 253 characters. */
    private static String name(Manifest place, String field, String name) {
        if (!name.isEmpty() && !name.matches("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?")) {
            place.problem(field, "must be 1 to 63 lower-case letters, digits, '.' or '-'");
        }
        return name;
    }

    private String text(String name, String service, long min, long max, List<String> rules, List<String> behavior) {
        List<String> lines = new ArrayList<>();
        lines.add("# Imported from the HorizontalPodAutoscaler " + name
                + "; it means the same where no comment says otherwise.");
        comments.forEach(comment -> lines.add("# " + comment));
        lines.add("apiVersion: flyball/v1");
        lines.add("kind: Policy");
        lines.add("metadata: {name: \"" + name + "\"}");
        lines.add("spec:");
        lines.add("  selector: {service: \"" + service + "\"}");
        lines.add("  monitoring: {interval: 15s}    # as often as HPA looks");
        lines.add("  validation: {window: 1m}");
        lines.add("  scaling:");
        lines.add("    minInstances: " + min);
        lines.add("    maxInstances: " + max);
        lines.add("    scalingFactor: 100000          # HPA has no such limit");
        lines.add("    cooldownPeriod: 0s             # nor this one");
        lines.add("    rules:");
        rules.forEach(line -> lines.add("      " + line));
        behavior.forEach(line -> lines.add("    " + line));
        return String.join("\n", lines) + "\n";
    }
}
