package io.flyball.simulator.scenario;

import io.flyball.policy.document.Section;
import io.flyball.policy.document.field.Quantity;
import io.flyball.simulator.traffic.Loads;
import io.flyball.simulator.traffic.shape.Noise;
import io.flyball.simulator.traffic.shape.RetryStorm;
import io.flyball.simulator.traffic.shape.Weekly;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Reads how a source is changed, always in this order: a slice of it, repeated, faster, later, with weekends, scaled, with
 * noise, with a retry storm. The scale thus means the load without noise and storm.
 */
final class SourceChanges {
    private static final double HIGHEST = 100;
    private static final double P99 = 0.99;

    private SourceChanges() {}

    static Optional<Double> height(Object value) {
        OptionalDouble height = Quantity.plain(value);
        return height.isPresent() && height.getAsDouble() >= 0 && height.getAsDouble() <= HIGHEST
                ? Optional.of(height.getAsDouble())
                : Optional.empty();
    }

    static Source read(Section element, Mistakes mistakes, Source shape) {
        Source source = slice(element, mistakes, shape);
        source = element.has("repeat") ? repeat(element, source) : source;
        source = faster(element, source);
        source = later(element, source);
        source = weekend(element, source);
        source = scale(element, source);
        source = noise(element, source);
        return storm(element, source);
    }

    private static Source slice(Section element, Mistakes mistakes, Source source) {
        int before = mistakes.size();
        return element.section("slice")
                .flatMap(section -> {
                    Duration from = section.time("from");
                    Duration to = section.optionalTime("to").orElse(Duration.ZERO);
                    section.end();
                    Source slice = (seed, length) -> Loads.slice(source.load(seed, length), from, to);
                    return mistakes.built(section, before, () -> {
                        Loads.slice(millis -> 0, from, to);
                        return slice;
                    });
                })
                .orElse(source);
    }

    private static Source repeat(Section element, Source source) {
        Optional<Duration> period = element.optionalTime("repeat");
        return period.<Source>map(time -> (seed, length) -> Loads.repeat(source.load(seed, length), time))
                .orElse(source);
    }

    private static Source faster(Section element, Source source) {
        double factor = element.number("faster");
        return factor == 1 ? source : (seed, length) -> Loads.faster(source.load(seed, length), factor);
    }

    private static Source later(Section element, Source source) {
        Duration by = element.time("later");
        return by.isZero() ? source : (seed, length) -> Loads.later(source.load(seed, length), by);
    }

    private static Source weekend(Section element, Source source) {
        double share = element.number("weekend");
        return share == 1 ? source : (seed, length) -> new Weekly(source.load(seed, length), share);
    }

    private static Source scale(Section element, Source source) {
        return element.section("scale").map(section -> scaled(section, source)).orElse(source);
    }

    private static Source scaled(Section section, Source source) {
        List<String> kinds = section.present(section.names());
        section.end();
        if (kinds.size() != 1) {
            section.wrong("must have exactly one of " + String.join(", ", section.names()));
            return source;
        }
        String kind = kinds.get(0);
        double value = section.number(kind);
        return switch (kind) {
            case "peak" -> (seed, length) -> Loads.toPeak(source.load(seed, length), value, length);
            case "p99" -> (seed, length) -> Loads.toQuantile(source.load(seed, length), P99, value, length);
            default -> (seed, length) -> Loads.times(source.load(seed, length), value);
        };
    }

    private static Source noise(Section element, Source source) {
        return element.section("noise")
                .<Source>map(section -> {
                    double deviation = section.number("deviation");
                    Duration memory = section.time("memory");
                    section.end();
                    return (seed, length) -> new Noise(source.load(seed, length), deviation, memory, seed);
                })
                .orElse(source);
    }

    private static Source storm(Section element, Source source) {
        return element.section("retryStorm")
                .<Source>map(section -> {
                    Duration at = section.optionalTime("at").orElse(Duration.ZERO);
                    Duration outage = section.time("outage");
                    double retries = section.number("retries");
                    Duration patience = section.time("patience");
                    Duration calm = section.time("calm");
                    section.end();
                    return (seed, length) ->
                            new RetryStorm(source.load(seed, length), at, outage, retries, patience, calm);
                })
                .orElse(source);
    }
}
