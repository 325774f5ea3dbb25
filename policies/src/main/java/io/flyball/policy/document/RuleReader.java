package io.flyball.policy.document;

import io.flyball.policy.document.ScalingRule.Combine;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads the elements of {@code scaling.rules}. */
final class RuleReader {
    private RuleReader() {}

    static List<ScalingRule> read(Section scaling) {
        List<Section> sections = scaling.sections("rules");
        if (sections.isEmpty() && scaling.has("rules")) {
            scaling.problem("rules", "must have at least one rule, e.g. - resource: {metric: cpu, target: 60%}");
        }
        List<ScalingRule> rules = sections.stream()
                .map(RuleReader::rule)
                .flatMap(Optional::stream)
                .toList();
        return Forecasts.resolve(scaling, rules);
    }

    private static Optional<ScalingRule> rule(Section element) {
        List<String> kinds = element.present(element.names());
        element.end();
        if (kinds.size() != 1) {
            element.wrong("must have exactly one of " + String.join(", ", element.names()));
        }
        Optional<ScalingRule> first = Optional.empty();
        for (String kind : kinds) { // all of them, so that all mistakes are told
            Optional<ScalingRule> rule = element.section(kind).map(section -> ended(section, rule(kind, section)));
            first = first.or(() -> rule);
        }
        return first;
    }

    private static ScalingRule rule(String kind, Section section) {
        return switch (kind) {
            case "resource" -> resource(section);
            case "load" -> load(section);
            case "total" -> total(section);
            case "predictive" -> predictive(section);
            case "headroom" -> headroom(section);
            case "cost" ->
                new ScalingRule.Cost(section.number("instancePerHour"), section.number("minSavingToDisruption"));
            default -> schedule(section);
        };
    }

    private static ScalingRule ended(Section section, ScalingRule rule) {
        section.end();
        return rule;
    }

    private static ScalingRule resource(Section section) {
        OptionalDouble request = section.optional("request");
        return new ScalingRule.Resource(
                section.metric("metric"),
                request.isPresent() ? section.number("target") : section.upTo("target", 1),
                request);
    }

    private static ScalingRule load(Section section) {
        String metric = section.metric("metric");
        if (section.isWord("perInstance")) {
            return new ScalingRule.LearnedLoad(
                    metric,
                    section.number("atLeastConfidence"),
                    section.number("headroom"),
                    section.optional("meanwhile"));
        }
        double perInstance = section.number("perInstance");
        section.present(List.of("atLeastConfidence", "headroom", "meanwhile"))
                .forEach(field -> section.problem(field, "only with perInstance: learned"));
        return new ScalingRule.Load(metric, perInstance);
    }

    private static ScalingRule total(Section section) {
        List<String> targets = section.present(List.of("value", "perInstance"));
        if (targets.size() != 1) {
            section.wrong("must have exactly one of value, perInstance");
        }
        String target = targets.isEmpty() ? "value" : targets.get(0);
        return new ScalingRule.Total(
                section.metric("metric"),
                section.choice("combine", Combine.class, Combine.MAX),
                target.equals("perInstance"),
                section.number(target));
    }

    private static ScalingRule predictive(Section section) {
        return new ScalingRule.Predictive(
                section.metric("metric"),
                section.isWord("season") ? Optional.empty() : section.optionalTime("season"),
                section.isWord("horizon") ? Optional.empty() : section.optionalTime("horizon"),
                section.number("quantile"),
                section.flag("release"));
    }

    private static ScalingRule headroom(Section section) {
        return new ScalingRule.Headroom(
                section.metric("metric"),
                section.number("below"),
                section.number("quantile"),
                section.isWord("horizon") ? Optional.empty() : section.optionalTime("horizon"));
    }

    private static ScalingRule schedule(Section section) {
        if (section.present(List.of("duration", "end")).size() != 1) {
            section.wrong("must have exactly one of duration, end");
        }
        ZoneId zone = section.zone("timezone");
        return new ScalingRule.Schedule(
                section.cron("cron", zone).orElse(PolicyDefaults.NIGHTLY),
                section.optionalTime("duration"),
                section.cron("end", zone),
                section.count("minInstances"));
    }
}
