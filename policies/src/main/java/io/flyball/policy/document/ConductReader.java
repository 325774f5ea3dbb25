package io.flyball.policy.document;

import io.flyball.policy.automate.AlertRule;
import io.flyball.policy.document.RolloutConfig.Wave;
import io.flyball.policy.document.ValidationConfig.Mode;
import io.flyball.policy.document.field.Quantity;
import io.flyball.policy.document.field.Values;
import io.flyball.policy.document.field.Written;
import io.flyball.protocol.model.Metrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads {@code monitoring}, {@code validation}, {@code automation} and {@code rollout}. */
final class ConductReader {
    private ConductReader() {}

    static MonitoringConfig monitoring(Section section) {
        Duration interval = section.time("interval");
        Duration stale = interval.multipliedBy(PolicyDefaults.STALE_INTERVALS);
        Duration staleAfter = section.time("staleAfter", stale);
        Duration least = interval.multipliedBy(2);
        if (staleAfter.compareTo(least) < 0) {
            section.problem("staleAfter", "must be at least two intervals (" + Written.time(least) + ")");
        }
        MonitoringConfig monitoring = new MonitoringConfig(
                interval,
                staleAfter,
                section.time("retention"),
                alertThresholds(section),
                thresholds(section, "alerts"));
        section.end();
        return monitoring;
    }

    private static Map<String, Double> alertThresholds(Section section) {
        Map<String, Double> thresholds = new HashMap<>();
        section.map("alertThresholds").ifPresent(alerts -> {
            for (String metric : alerts.names()) {
                known(alerts, metric);
                alerts.optional(metric).ifPresent(value -> thresholds.put(metric, value));
            }
        });
        return thresholds;
    }

    private static void known(Section section, String metric) {
        if (!Metrics.isKnown(metric)) {
            section.problem(metric, Values.unknownMetric(metric));
        }
    }

    private static List<AlertRule> thresholds(Section parent, String field) {
        List<AlertRule> thresholds = new ArrayList<>();
        parent.map(field).ifPresent(map -> {
            for (String metric : map.names()) {
                known(map, metric);
                map.section(metric).ifPresent(section -> thresholds.add(threshold(metric, section)));
            }
        });
        return thresholds;
    }

    private static AlertRule threshold(String metric, Section section) {
        List<String> sides = section.present(List.of("above", "below"));
        if (sides.size() != 1) {
            section.wrong("must have exactly one of above, below");
        }
        boolean above = !sides.equals(List.of("below"));
        double value = section.optional(above ? "above" : "below").orElse(0);
        double clear = section.optional("clear").orElse(PolicyDefaults.clear(above, value));
        boolean fits = above ? clear <= value : clear >= value;
        if (!fits) {
            section.problem(
                    "clear",
                    "must not be %s the bound (%s)".formatted(above ? "above" : "below", Written.number(value)));
        }
        AlertRule threshold = new AlertRule(metric, above, value, section.time("for"), fits ? clear : value);
        section.end();
        return threshold;
    }

    static ValidationConfig validation(Section section) {
        Duration settle = section.time("settle");
        Duration window = section.time("window");
        Duration least = settle.plus(window);
        Duration most =
                PolicyDefaults.MAX_DURATION.compareTo(least) < 0 ? least.multipliedBy(2) : PolicyDefaults.MAX_DURATION;
        Duration maxDuration = section.time("maxDuration", most);
        if (maxDuration.compareTo(least) < 0) {
            section.problem("maxDuration", "must be at least settle + window (" + Written.time(least) + ")");
        }
        ValidationConfig validation = new ValidationConfig(
                settle,
                window,
                maxDuration,
                section.number("spread"),
                section.count("maxFailedTrials"),
                section.choice("mode", Mode.class, PolicyDefaults.MODE),
                section.number("falseRevertRate"));
        section.end();
        return validation;
    }

    static AutomationConfig automation(Section section) {
        AutomationConfig automation = new AutomationConfig(
                section.flag("enabled"),
                section.cron("schedule", section.zone("timezone")),
                thresholds(section, "thresholds"),
                section.sections("actions").stream().map(ConductReader::action).toList());
        section.end();
        return automation;
    }

    private static OptimizationAction action(Section section) {
        Optional<String> name = section.raw("name")
                .filter(value -> value instanceof String text
                        && text.startsWith(OptimizationAction.CUSTOM)
                        && OptimizationAction.isKnown(text))
                .map(String::valueOf)
                .or(() -> section.word("name"));
        Map<String, String> parameters = new HashMap<>();
        section.map("parameters").ifPresent(map -> {
            for (String key : map.names()) {
                map.read(key, ConductReader::scalar).ifPresent(value -> parameters.put(key, value));
            }
        });
        section.end();
        return new OptimizationAction(name.orElse(""), parameters);
    }

    private static Optional<String> scalar(Object value) {
        return value instanceof String
                        || value instanceof Boolean
                        || Quantity.plain(value).isPresent()
                ? Optional.of(String.valueOf(value))
                : Optional.empty();
    }

    static RolloutConfig rollout(Section section) {
        List<Wave> waves = section.scalars("waves", ConductReader::wave);
        for (int i = 1; i < waves.size(); i++) {
            boolean smaller = waves.get(i).isShare() == waves.get(i - 1).isShare()
                    ? waves.get(i).amount() < waves.get(i - 1).amount()
                    : waves.get(i - 1).isShare();
            if (smaller) {
                section.problem("waves", "must not get smaller, numbers of nodes before shares");
            }
        }
        List<String> metrics =
                section.section("judge").map(ConductReader::judge).orElse(List.of());
        RolloutConfig rollout = new RolloutConfig(
                waves.isEmpty() ? PolicyDefaults.ROLLOUT.waves() : waves,
                section.time("bake"),
                metrics.isEmpty() ? PolicyDefaults.ROLLOUT.judgedBy() : metrics);
        section.end();
        return rollout;
    }

    private static List<String> judge(Section section) {
        List<String> metrics = section.scalars(
                "metrics",
                value -> value instanceof String metric && Metrics.isKnown(metric)
                        ? Optional.of(metric)
                        : Optional.empty());
        section.end();
        return metrics;
    }

    private static Optional<Wave> wave(Object value) {
        OptionalDouble plain = Quantity.plain(value);
        if (plain.isPresent()) {
            double nodes = plain.getAsDouble();
            return nodes >= 1 && nodes == Math.rint(nodes) ? Optional.of(new Wave(false, nodes)) : Optional.empty();
        }
        OptionalDouble share = Quantity.ratio(value);
        return share.isPresent() && share.getAsDouble() > 0 && share.getAsDouble() <= 1
                ? Optional.of(new Wave(true, share.getAsDouble()))
                : Optional.empty();
    }
}
