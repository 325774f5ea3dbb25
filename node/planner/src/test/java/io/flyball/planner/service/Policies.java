package io.flyball.planner.service;

import io.flyball.policy.document.Policy;
import io.flyball.policy.document.PolicyReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The demo's policy as a parser gives it, and variations of it. */
final class Policies {
    private Policies() {}

    static Policy demo() {
        return read(spec());
    }

    static Policy with(String section, Object value) {
        Map<String, Object> spec = spec();
        if (value == null) {
            spec.remove(section);
        } else {
            spec.put(section, value);
        }
        return read(spec);
    }

    /** The usual trials, judged by the mode named, with one section replaced. */
    static Policy judgedBy(String mode, String section, Object value) {
        Map<String, Object> spec = spec();
        spec.put(section, value);
        spec.put("validation", Map.of("settle", "2s", "window", "6s", "maxDuration", "30s", "mode", mode));
        return read(spec);
    }

    static Policy only(String... sections) {
        Map<String, Object> spec = spec();
        spec.keySet()
                .removeIf(key -> List.of("scaling", "threads", "memory").contains(key)
                        && !List.of(sections).contains(key));
        return read(spec);
    }

    static Policy read(Map<String, Object> spec) {
        PolicyReader.Result result = PolicyReader.read(
                Map.of("apiVersion", "flyball/v1", "kind", "Policy", "metadata", Map.of("name", "shop"), "spec", spec));
        if (!result.problems().isEmpty()) {
            throw new IllegalArgumentException(new ArrayList<>(result.problems()).toString());
        }
        return result.policy().orElseThrow();
    }

    static Map<String, Object> spec() {
        Map<String, Object> spec = new HashMap<>();
        spec.put("selector", Map.of("service", "shop"));
        spec.put(
                "objectives",
                List.of(
                        Map.of("metric", "latency.p99", "below", "250ms"),
                        Map.of("metric", "error.rate", "below", "1%")));
        spec.put("monitoring", Map.of("interval", "1s", "staleAfter", "5s"));
        spec.put(
                "scaling",
                Map.of(
                        "minInstances",
                        2,
                        "maxInstances",
                        4,
                        "scalingFactor",
                        2,
                        "cooldownPeriod",
                        "10s",
                        "rules",
                        List.of(
                                Map.of("load", Map.of("metric", "throughput", "perInstance", 400)),
                                Map.of("resource", Map.of("metric", "cpu", "target", "80%"))),
                        "behavior",
                        Map.of("scaleDown", Map.of("stabilization", "15s"))));
        spec.put("threads", Map.of("min", 4, "max", 64, "factor", 2, "busyAbove", "90%"));
        spec.put(
                "memory",
                Map.of(
                        "idleGiveBack",
                        true,
                        "idleFor",
                        "10s",
                        "idleAllocationBelow",
                        "20MB",
                        "idleThroughputBelow",
                        60));
        spec.put(
                "validation",
                Map.of("settle", "2s", "window", "6s", "maxDuration", "30s", "spread", "50%", "maxFailedTrials", 5));
        return spec;
    }

    /** Everything on, for a fleet of {@code nodes} at a sober pace. */
    static Policy large(int nodes) {
        Map<String, Object> spec = spec();
        spec.put("monitoring", Map.of("interval", "5s"));
        Map<String, Object> scaling = new HashMap<>();
        scaling.put("minInstances", 2);
        scaling.put("maxInstances", 2 * nodes);
        scaling.put(
                "rules",
                List.of(
                        Map.of("load", Map.of("metric", "throughput", "perInstance", 400)),
                        Map.of("resource", Map.of("metric", "cpu", "target", "50%")),
                        Map.of("load", Map.of("metric", "tomcat.threads.busy", "perInstance", "learned")),
                        Map.of("predictive", Map.of("metric", "throughput", "quantile", "95%"))));
        spec.put("scaling", scaling);
        spec.put("threads", Map.of("min", 4, "max", 64));
        spec.put("memory", Map.of("idleGiveBack", true));
        spec.remove("validation");
        return read(spec);
    }
}
