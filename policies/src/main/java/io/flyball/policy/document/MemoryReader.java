package io.flyball.policy.document;

import io.flyball.policy.document.CacheOptimization.Eviction;
import io.flyball.policy.document.MemoryOptimization.HeapBounds;
import io.flyball.policy.document.MemoryOptimization.HeapFleet;
import io.flyball.policy.document.MemoryOptimization.LaunchAdvice;
import io.flyball.policy.document.field.Quantity.Span;
import io.flyball.policy.document.field.Written;
import java.util.List;
import java.util.Optional;

/** Reads {@code memory}. */
final class MemoryReader {
    private MemoryReader() {}

    static MemoryOptimization read(Section section) {
        Optional<Section> gc = section.section("gc");
        Optional<Section> levers = section.section("compression");
        MemoryOptimization memory = new MemoryOptimization(
                idleGiveBack(section, gc),
                section.time("idleFor"),
                section.number("idleAllocationBelow"),
                section.number("idleThroughputBelow"),
                heap(section),
                section.section("fleet").map(MemoryReader::fleet),
                section.section("cache").map(MemoryReader::cache),
                new LaunchAdvice(
                        gc.map(found -> found.flag("collectorAdvice")).orElse(PolicyDefaults.ADVISE),
                        levers.map(found -> found.flag("stringDeduplication")).orElse(PolicyDefaults.ADVISE),
                        levers.map(found -> found.flag("compactHeaders")).orElse(PolicyDefaults.ADVISE)));
        gc.ifPresent(Section::end);
        levers.ifPresent(Section::end);
        section.end();
        return memory;
    }

    private static boolean idleGiveBack(Section section, Optional<Section> gc) {
        boolean here = section.flag("idleGiveBack");
        if (gc.filter(found -> found.has("idleGiveBack")).isEmpty()) {
            return here;
        }
        boolean there = gc.get().flag("idleGiveBack");
        if (section.has("idleGiveBack") && here != there) {
            gc.get().problem("idleGiveBack", "must not contradict memory.idleGiveBack (" + here + ")");
        }
        return there;
    }

    private static Optional<HeapBounds> heap(Section section) {
        if (!section.has("maximum")) {
            section.present(List.of("initial", "increment", "softMaxTimesLive"))
                    .forEach(field -> section.problem(field, "only with maximum"));
            return Optional.empty();
        }
        double maximum = section.number("maximum");
        double initial =
                section.has("initial") ? section.number("initial") : Math.min(PolicyDefaults.HEAP_INITIAL, maximum);
        double increment = section.number("increment");
        if (initial > maximum) {
            section.problem("initial", "must be at most maximum (" + Written.size(maximum) + ")");
        }
        if (section.has("increment") && increment > maximum) {
            section.problem("increment", "must be at most maximum (" + Written.size(maximum) + ")");
        }
        return Optional.of(
                new HeapBounds((long) initial, (long) maximum, (long) increment, section.number("softMaxTimesLive")));
    }

    private static HeapFleet fleet(Section section) {
        HeapFleet fleet = new HeapFleet(section.flag("squareRoot"), (long) section.number("total"));
        section.end();
        return fleet;
    }

    private static CacheOptimization cache(Section section) {
        Span size = section.span("size").orElse(new Span(1, 1));
        CacheOptimization cache = new CacheOptimization(
                section.knob("knob"),
                (long) Math.ceil(size.low()),
                (long) Math.floor(size.high()),
                section.optionalChoice("policy", Eviction.class),
                section.optionalTime("ttl"));
        section.end();
        return cache;
    }
}
