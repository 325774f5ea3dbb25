package io.flyball.policy.document;

import io.flyball.policy.document.ScalingBehavior.Direction;
import io.flyball.policy.document.ScalingBehavior.Limit;
import io.flyball.policy.document.ScalingBehavior.Select;
import io.flyball.policy.document.Section.Element;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code scaling.behavior}, which speaks the words of HPA v2. */
final class BehaviorReader {
    private static final int MOST_POLICIES = 16;

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
                section.duration("stabilization", fallback.stabilization(), Duration.ZERO, Duration.ofHours(1)),
                select(section, fallback.select()),
                policies(section, fallback.policies()),
                section.ratio("tolerance", fallback.tolerance(), 0, 0.9));
        section.end();
        return direction;
    }

    private static Select select(Section section, Select fallback) {
        Optional<String> text = section.text("select");
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            return Select.valueOf(text.get().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            section.problem("select", "must be Max, Min or Disabled");
            return fallback;
        }
    }

    private static List<Limit> policies(Section section, List<Limit> fallback) {
        if (!section.has("policies")) {
            return fallback;
        }
        List<Limit> limits = new ArrayList<>();
        for (Element element : section.list("policies")) {
            limits.add(limit(section.child(element)));
        }
        if (limits.isEmpty() || limits.size() > MOST_POLICIES) {
            section.problem("policies", "must have 1 to " + MOST_POLICIES + " elements");
            return fallback;
        }
        return limits;
    }

    private static Limit limit(Section section) {
        boolean percent = section.has("percent");
        int kinds = (percent ? 1 : 0) + (section.has("pods") ? 1 : 0) + (section.has("instances") ? 1 : 0);
        if (kinds != 1) {
            section.wrong("must have exactly one of percent, instances (or pods)");
        }
        String field = percent ? "percent" : section.has("pods") ? "pods" : "instances";
        int value = section.count(field, 1, 1, 100_000);
        if (!section.has("period")) {
            section.problem("period", "must be given, e.g. 15s");
        }
        Duration period =
                section.duration("period", PolicyDefaults.LIMIT_PERIOD, Duration.ofSeconds(1), Duration.ofMinutes(30));
        section.end();
        return new Limit(percent, value, period);
    }
}
