package io.flyball.policy.tune.connections;

import io.flyball.policy.document.ConnectionPool;
import io.flyball.policy.tune.Numbers;
import io.flyball.protocol.model.Setting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Pools of connections to a database that all instances share: {@code sum over instances <= share x limit}. Instances
 * whose threads wait grow by what waits; those that use little shrink to make room, never below what they used plus a
 * quarter. Room for instances that start and for those that scaling may still add is kept aside.
 *
 * <p>Example: limit 100, share 0.8: 80. Four instances of 20, one with 6 waiting, the others using 4: they go to 18 each,
 * the one that waits to 26.
 */
public final class ConnectionPools {
    /** A pool that shrinks keeps this many times what it used. */
    private static final double ROOM = 1.25;

    private ConnectionPools() {}

    /**
     * @param sizeAtStart connections of an instance when it starts, before anything is tuned
     * @param starting instances that start, or that report nothing yet
     * @param maxInstances that scaling may go to; for those not there yet {@code sizeAtStart} is kept aside
     */
    public static ConnectionPlan plan(
            ConnectionPool config, List<PoolInstance> instances, int sizeAtStart, int starting, int maxInstances) {
        if (instances.isEmpty()) {
            return none(Long.MAX_VALUE, 0, "no instance reports a pool");
        }
        long budget = config.downstream()
                .map(downstream -> (long) downstream.budget())
                .orElse(Long.MAX_VALUE);
        long coming = Math.max(0, starting);
        long possible = Math.max(coming, (long) maxInstances - instances.size());
        long least = Math.max(1, config.min());
        long reserved = possible * Math.max(1L, sizeAtStart);
        List<String> reasons = new ArrayList<>();
        config.downstream()
                .ifPresent(downstream -> reasons.add(Numbers.show(
                        "%s takes %d connections, %.0f%% of them for this service: %d",
                        downstream.name(), downstream.limit(), downstream.share() * 100, budget)));
        if (reserved > 0 && budget < Long.MAX_VALUE) {
            reasons.add("%d kept for %d instances that start or may be added, %d each"
                    .formatted(reserved, possible, sizeAtStart));
        }
        long available = Math.max(0, budget == Long.MAX_VALUE ? Long.MAX_VALUE : budget - reserved);
        long present = instances.stream().mapToLong(PoolInstance::size).sum();
        long[] floors = floors(instances, least);
        long[] wanted = wanted(instances, config);
        long need = Arrays.stream(wanted).sum();
        long[] sizes = instances.stream().mapToLong(PoolInstance::size).toArray();
        long[] lowered = lower(sizes, floors, Math.max(0, Math.max(need, present) - available));
        long after = Arrays.stream(lowered).sum();
        if (after > available) {
            lowered = share(instances, lowered, least, available);
            after = Arrays.stream(lowered).sum();
            reasons.add(
                    after > available
                            ? "%d connections in all, %d allowed: instances that are not seen keep theirs"
                                    .formatted(after, available)
                            : "instances that use their connections shrink too: %d in all is over %d"
                                    .formatted(present, available));
        }
        long[] raised = raise(instances, lowered, wanted, Math.max(0, available - after));
        return assemble(config.knob(), instances, lowered, raised, budget, reserved, reasons);
    }

    /** What an instance keeps at least; one that was not measured, all it has. */
    private static long[] floors(List<PoolInstance> instances, long least) {
        return instances.stream()
                .mapToLong(one -> one.isMeasured() && !one.isWaiting()
                        ? Math.min(one.size(), Math.max(least, (long) Math.ceil(one.active() * ROOM)))
                        : one.size())
                .toArray();
    }

    private static long[] wanted(List<PoolInstance> instances, ConnectionPool config) {
        return instances.stream()
                .mapToLong(one -> {
                    double more = one.isWaiting() ? Math.ceil(one.pending()) : 0;
                    double most = Math.max(config.max(), one.size());
                    return (long) Math.min(most, one.size() + more);
                })
                .toArray();
    }

    /** Takes {@code missing} connections from those that can spare most, one by one. */
    private static long[] lower(long[] sizes, long[] floors, long missing) {
        long[] lowered = sizes.clone();
        long left = missing;
        List<Integer> spare = IntStream.range(0, sizes.length)
                .boxed()
                .sorted(Comparator.comparingLong(i -> floors[i] - sizes[i]))
                .toList();
        long total = IntStream.range(0, sizes.length)
                .mapToLong(i -> sizes[i] - floors[i])
                .sum();
        for (int i : spare) {
            long own = sizes[i] - floors[i];
            long taken =
                    total <= 0 ? 0 : Math.min(own, Math.min(left, (long) Math.ceil((double) missing * own / total)));
            lowered[i] -= taken;
            left -= taken;
        }
        for (int i : spare) {
            long taken = Math.min(lowered[i] - floors[i], left);
            lowered[i] -= taken;
            left -= taken;
        }
        return lowered;
    }

    /** The budget is hard: those that were measured go below what they use, in proportion, not below {@code least}. */
    private static long[] share(List<PoolInstance> instances, long[] sizes, long least, long available) {
        long unseen = 0;
        long seen = 0;
        for (int i = 0; i < sizes.length; i++) {
            if (instances.get(i).isMeasured()) {
                seen += sizes[i];
            } else {
                unseen += sizes[i];
            }
        }
        double factor = seen == 0 ? 1 : Math.max(0, available - unseen) / (double) seen;
        long[] shared = sizes.clone();
        for (int i = 0; i < sizes.length; i++) {
            if (instances.get(i).isMeasured()) {
                long part = Math.max(least, (long) Math.floor(sizes[i] * Math.min(1, factor)));
                shared[i] = Math.min(sizes[i], part);
            }
        }
        long over = Arrays.stream(shared).sum() - available;
        for (int i = 0; i < sizes.length && over > 0; i++) {
            long taken = instances.get(i).isMeasured() ? Math.min(over, Math.max(0, shared[i] - least)) : 0;
            shared[i] -= taken;
            over -= taken;
        }
        return shared;
    }

    /** Gives {@code room} to those whose threads wait, in equal steps. */
    private static long[] raise(List<PoolInstance> instances, long[] sizes, long[] wanted, long room) {
        long[] raised = sizes.clone();
        long left = room;
        boolean given = true;
        while (left > 0 && given) {
            List<Integer> needy = IntStream.range(0, sizes.length)
                    .filter(i -> instances.get(i).isWaiting() && raised[i] < wanted[i])
                    .boxed()
                    .toList();
            long each = Math.max(1, left / Math.max(1, needy.size()));
            given = false;
            for (int i : needy) {
                long taken = Math.min(left, Math.min(each, wanted[i] - raised[i]));
                raised[i] += taken;
                left -= taken;
                given |= taken > 0;
            }
        }
        return raised;
    }

    private static ConnectionPlan assemble(
            String knob,
            List<PoolInstance> instances,
            long[] lowered,
            long[] raised,
            long budget,
            long reserved,
            List<String> reasons) {
        List<ConnectionPlan.Resize> shrink = new ArrayList<>();
        List<ConnectionPlan.Resize> grow = new ArrayList<>();
        for (int i = 0; i < raised.length; i++) {
            PoolInstance one = instances.get(i);
            if (raised[i] < one.size()) {
                shrink.add(new ConnectionPlan.Resize(one.node(), one.size(), new Setting(knob, raised[i])));
                reasons.add(
                        Numbers.show("%s: %d -> %d, it used %.0f", one.node(), one.size(), raised[i], one.active()));
            } else if (raised[i] > one.size()) {
                grow.add(new ConnectionPlan.Resize(one.node(), one.size(), new Setting(knob, raised[i])));
                reasons.add(Numbers.show(
                        "%s: %d -> %d, %.0f threads wait", one.node(), one.size(), raised[i], one.pending()));
            } else if (one.isWaiting()) {
                reasons.add(Numbers.show(
                        "%s: stays at %d although %.0f threads wait: no room", one.node(), one.size(), one.pending()));
            }
        }
        grow.sort(Comparator.comparingLong(
                        (ConnectionPlan.Resize resize) -> resize.setting().value() - resize.from())
                .reversed());
        if (shrink.isEmpty() && grow.isEmpty()) {
            reasons.add("no pool changes");
        }
        return new ConnectionPlan(shrink, grow, budget, reserved, reasons);
    }

    private static ConnectionPlan none(long budget, long reserved, String reason) {
        return new ConnectionPlan(List.of(), List.of(), budget, reserved, List.of(reason));
    }
}
