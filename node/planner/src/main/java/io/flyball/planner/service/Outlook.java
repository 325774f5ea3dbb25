package io.flyball.planner.service;

import io.flyball.policy.capacity.CapacityMemory;
import io.flyball.policy.capacity.CapacitySettings;
import io.flyball.policy.capacity.LearnedCapacity;
import io.flyball.policy.capacity.LearnedCapacity.Learned;
import io.flyball.policy.document.ScalingRule.Headroom;
import io.flyball.policy.document.ScalingRule.LearnedLoad;
import io.flyball.policy.document.ScalingRule.Predictive;
import io.flyball.policy.forecast.ForecastTracker;
import io.flyball.policy.forecast.ForecastTracker.Refitted;
import io.flyball.policy.headroom.LoadRise;
import io.flyball.policy.scale.OutageWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was learned about the load of the service and what its instances carry.
 *
 * @param loads what each predictive rule forecasts
 * @param rises how the load rose, for each rule that keeps headroom
 * @param capacities what each rule with a learned capacity knows
 * @param starts how long instances take to start
 * @param kept the last change of settings that was kept, since the service is not yet as it was measured before
 */
record Outlook(
        Map<Predictive, Load> loads,
        Map<Headroom, LoadRise> rises,
        Map<LearnedLoad, Capacity> capacities,
        StartTimes starts,
        OutageWatch outage,
        Optional<Kept> kept) {
    static final Outlook NONE =
            new Outlook(Map.of(), Map.of(), Map.of(), StartTimes.NONE, OutageWatch.NONE, Optional.empty());

    Outlook {
        loads = Map.copyOf(loads);
        rises = Map.copyOf(rises);
        capacities = Map.copyOf(capacities);
    }

    /** @param askedAt when the refit was asked for that has not come back */
    record Load(ForecastTracker tracker, Optional<Instant> askedAt) {}

    /**
     * @param known what {@code memory} said at {@code learnedAt}
     * @param before as it was before the last change of settings, until it is learned anew
     */
    record Capacity(
            CapacitySettings settings,
            CapacityMemory memory,
            LearnedCapacity known,
            Instant learnedAt,
            Optional<Learned> before) {
        /** A guess that is older than what was measured since is not needed. */
        LearnedCapacity best() {
            return known instanceof Learned || before.isEmpty() ? known : before.get();
        }

        /**
         * Settings changed, so what was learned is about another service. Until it is learned anew the gain that was
         * measured counts, to grow less at most up to the end of the interval, and never to shrink more.
         */
        Capacity changed(double gain, Instant now) {
            CapacityMemory empty = CapacityMemory.empty(settings);
            Optional<Learned> rescaled = best() instanceof Learned was ? Optional.of(rescaled(was, gain)) : before;
            return new Capacity(settings, empty, empty.learn(), now, rescaled);
        }

        private static Learned rescaled(Learned was, double gain) {
            double perInstance = Math.min(was.high(), was.perInstance() * (1 + gain));
            double low = was.low() * Math.min(1, 1 + gain);
            return new Learned(perInstance, low, was.high(), was.target(), was.points(), was.signal(), was.scaling());
        }
    }

    /** @param gain in throughput over the whole service, as measured while it was tried */
    record Kept(String subject, Instant at, double gain) {
        /** Why nothing shrinks before the service was seen with the new settings for one window. */
        Optional<String> noShrink(Instant now, Duration settling) {
            Duration since = Duration.between(at, now);
            return since.compareTo(settling) >= 0
                    ? Optional.empty()
                    : Optional.of("%s was changed %d s ago, gain %.1f%%: nothing shrinks for %d s after it"
                            .formatted(subject, since.toSeconds(), gain * 100, settling.toSeconds()));
        }
    }

    Outlook with(Predictive rule, Load load) {
        Map<Predictive, Load> next = new HashMap<>(loads);
        next.put(rule, load);
        return new Outlook(next, rises, capacities, starts, outage, kept);
    }

    /** A rule that is no longer in force is not answered for. */
    Outlook refitted(Predictive rule, Optional<Refitted> refitted) {
        Load load = loads.get(rule);
        return load == null
                ? this
                : with(rule, new Load(refitted.map(load.tracker()::with).orElse(load.tracker()), Optional.empty()));
    }

    Outlook recalled(Predictive rule, List<Instant> at, double[] totals) {
        Load load = loads.get(rule);
        return load == null ? this : with(rule, new Load(load.tracker().preceded(at, totals), Optional.empty()));
    }

    Outlook with(Headroom rule, LoadRise rise) {
        Map<Headroom, LoadRise> next = new HashMap<>(rises);
        next.put(rule, rise);
        return new Outlook(loads, next, capacities, starts, outage, kept);
    }

    Outlook with(LearnedLoad rule, Capacity capacity) {
        Map<LearnedLoad, Capacity> next = new HashMap<>(capacities);
        next.put(rule, capacity);
        return new Outlook(loads, rises, next, starts, outage, kept);
    }

    Outlook with(StartTimes times) {
        return new Outlook(loads, rises, capacities, times, outage, kept);
    }

    Outlook with(OutageWatch watch) {
        return new Outlook(loads, rises, capacities, starts, watch, kept);
    }

    /** Nothing is kept of rules that are no longer in force. */
    Outlook only(Collection<?> rules) {
        if (rules.containsAll(loads.keySet())
                && rules.containsAll(rises.keySet())
                && rules.containsAll(capacities.keySet())) {
            return this;
        }
        Map<Predictive, Load> forecast = new HashMap<>(loads);
        forecast.keySet().retainAll(rules);
        Map<Headroom, LoadRise> rising = new HashMap<>(rises);
        rising.keySet().retainAll(rules);
        Map<LearnedLoad, Capacity> learned = new HashMap<>(capacities);
        learned.keySet().retainAll(rules);
        return new Outlook(forecast, rising, learned, starts, outage, kept);
    }

    /** A change of settings was kept on {@code share} of the service. */
    Outlook changed(String subject, double gain, double share, Instant now) {
        double overall = Double.isFinite(gain) ? Math.max(-1, gain) * Math.max(0, Math.min(1, share)) : 0;
        Map<LearnedLoad, Capacity> next = new HashMap<>(capacities);
        next.replaceAll((rule, capacity) -> capacity.changed(overall, now));
        return new Outlook(loads, rises, next, starts, outage, Optional.of(new Kept(subject, now, overall)));
    }
}
