package io.flyball.policy.document;

import io.flyball.policy.document.ScalingBehavior.Direction;
import io.flyball.policy.document.ScalingBehavior.Limit;
import io.flyball.policy.document.ScalingBehavior.Select;
import java.util.List;
import java.util.Optional;

/** Reads {@code scaling.behavior}, which speaks the words of HPA v2. */
final class BehaviorReader {
    private BehaviorReader() {}

    static ScalingBehavior read(Section section) {
        ScalingBehavior behavior = new ScalingBehavior(
                direction(section.section("scaleUp"), PolicyDefaults.SCALE_UP),
                direction(section.section("scaleDown"), PolicyDefaults.SCALE_DOWN));
        section.end();
        return behavior;
    }

    private static Direction direction(Optional<Section> given, Direction fallback) {
        if (given.isEmpty()) {
            return fallback;
        }
        Section section = given.get();
        Direction direction = new Direction(
                section.time("stabilization"),
                section.choice("select", Select.class, fallback.select()),
                policies(section, fallback.policies()),
                section.number("tolerance"));
        section.end();
        return direction;
    }

    private static List<Limit> policies(Section section, List<Limit> fallback) {
        List<Limit> limits =
                section.sections("policies").stream().map(BehaviorReader::limit).toList();
        if (limits.isEmpty() && section.has("policies")) {
            section.problem("policies", "must have at least one element, e.g. {percent: 100, period: 15s}");
        }
        return limits.isEmpty() ? fallback : limits;
    }

    private static Limit limit(Section section) {
        List<String> kinds = section.present(List.of("percent", "instances", "pods"));
        if (kinds.size() != 1) {
            section.wrong("must have exactly one of percent, instances (or pods)");
        }
        String kind = kinds.isEmpty() ? "instances" : kinds.get(0);
        Limit limit = new Limit(
                kind.equals("percent"), section.count(kind), section.time("period", PolicyDefaults.LIMIT_PERIOD));
        section.end();
        return limit;
    }
}
