package io.flyball.policy.document.imports;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Turns {@code spec.behavior} of an HPA into ours, word by word: both mean the same. */
final class HpaBehavior {
    private static final long HOUR = 3600;
    private static final long HALF_HOUR = 1800;
    private static final long MOST = 100_000;
    private static final BigDecimal MOST_TOLERANCE = new BigDecimal("0.9");

    private HpaBehavior() {}

    /** Lines below {@code scaling:}; none where everything is as by default. */
    static List<String> read(Manifest spec) {
        List<String> lines = new ArrayList<>();
        Optional<Manifest> behavior = spec.section("behavior");
        if (behavior.isEmpty()) {
            lines.add(
                    "# no behavior: HPA then grows to at most max(2 x current, 4) in one pass; here it is, as with an");
            lines.add("# empty behavior, at most 4 instances or 100 % more in 15 s.");
            return lines;
        }
        lines.add("behavior:");
        for (String side : List.of("scaleUp", "scaleDown")) {
            behavior.get().section(side).ifPresent(found -> direction(side, found, lines));
        }
        behavior.get().end();
        return lines.size() == 1 ? List.of() : lines;
    }

    private static void direction(String side, Manifest direction, List<String> lines) {
        List<String> parts = new ArrayList<>();
        OptionalLong window = direction.whole("stabilizationWindowSeconds", 0, HOUR);
        window.ifPresent(seconds -> parts.add("stabilization: " + seconds + "s"));
        if (direction.has("selectPolicy")) {
            parts.add("select: " + direction.word("selectPolicy", List.of("Max", "Min", "Disabled")));
        }
        if (direction.has("tolerance")) {
            tolerance(direction).ifPresent(value -> parts.add("tolerance: " + HpaMetrics.plain(value)));
        }
        List<String> policies =
                direction.list("policies").stream().map(HpaBehavior::policy).toList();
        if (!policies.isEmpty()) {
            parts.add("policies: [" + String.join(", ", policies) + "]");
        }
        direction.end();
        lines.add("  " + side + ": {" + String.join(", ", parts) + "}");
    }

    private static Optional<BigDecimal> tolerance(Manifest direction) {
        Optional<BigDecimal> value = KubernetesQuantity.parse(direction.raw("tolerance"))
                .filter(tolerance -> tolerance.signum() >= 0 && tolerance.compareTo(MOST_TOLERANCE) <= 0);
        if (value.isEmpty()) {
            direction.problem("tolerance", "must be a quantity from 0 to 0.9, e.g. 0.05");
        }
        return value;
    }

    private static String policy(Manifest policy) {
        String kind = policy.word("type", List.of("Pods", "Percent")).equals("Percent") ? "percent" : "instances";
        OptionalLong value = policy.whole("value", 1, MOST);
        OptionalLong period = policy.whole("periodSeconds", 1, HALF_HOUR);
        for (String field : List.of("value", "periodSeconds")) {
            if (!policy.has(field)) {
                policy.problem(field, "must be given");
            }
        }
        policy.end();
        return "{%s: %d, period: %ds}".formatted(kind, value.orElse(1), period.orElse(1));
    }
}
