package io.flyball.simulator.scenario;

import io.flyball.simulator.traffic.Measured;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The fleet at the beginning and what it may become.
 *
 * @param instances at the beginning, all ready; empty: as many as carry the first load at {@link #COMFORTABLE}
 * @param min fewest that a controller may order; {@code max} most
 * @param startTime from the order to a ready instance; empty: 120 s for {@code simple}, that of the model for {@code service}
 * @param zones that instances are spread over; empty: one for {@code simple}, those of the model for {@code service}
 * @param capacity of plant {@code simple}: requests per second that make an instance 100 % busy; empty: by the load
 * @param model of plant {@code service}: traits by name, in seconds, bytes, shares
 */
public record FleetPlan(
        Kind plant,
        OptionalInt instances,
        int min,
        int max,
        Optional<Duration> startTime,
        OptionalInt zones,
        OptionalDouble capacity,
        Map<String, Double> model) {
    /** Instances are this busy when there are as many as there should be. */
    public static final double COMFORTABLE = 0.6;

    public static final Duration START_TIME = Duration.ofMinutes(2);
    public static final int MIN = 2;
    public static final int MAX = 200;
    private static final double INSTANCES_AT_P99 = 20;

    /** Which plant. */
    public enum Kind {
        /** Even shares, a fixed capacity, nothing else: what controllers are compared on. */
        SIMPLE,
        /** Threads, queues, warm-up, heap, caches, a shared downstream. */
        SERVICE
    }

    public FleetPlan {
        model = Collections.unmodifiableMap(new TreeMap<>(model));
    }

    public static FleetPlan of(Kind plant) {
        return new FleetPlan(
                plant,
                OptionalInt.empty(),
                MIN,
                MAX,
                Optional.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty(),
                Map.of());
    }

    /** So that 20 instances are 60 % busy at the 99th percentile of the load; 1 for a load of nothing. */
    static double capacity(Measured load) {
        double p99 = load.quantile(0.99);
        return p99 > 0 ? p99 / INSTANCES_AT_P99 / COMFORTABLE : 1;
    }

    /** The model with start time and zones under the names of the plant {@code service}, where they are said. */
    public Map<String, Double> traits() {
        Map<String, Double> traits = new TreeMap<>(model);
        startTime.ifPresent(time -> traits.put("start", time.toMillis() / 1000.0));
        zones.ifPresent(count -> traits.put("zones", (double) count));
        return traits;
    }

    /** With another value of a trait. */
    public FleetPlan with(String trait, double value) {
        Map<String, Double> changed = new TreeMap<>(model);
        changed.put(trait, value);
        return new FleetPlan(plant, instances, min, max, startTime, zones, capacity, changed);
    }

    /** Ready at the beginning, where one carries {@code capacity} requests per second. */
    public int begin(double load, double capacity) {
        int wanted = instances.orElseGet(() -> (int) Math.min(max, Math.ceil(load / capacity / COMFORTABLE)));
        return Math.max(min, Math.min(max, wanted));
    }
}
