package io.flyball.simulator.capacity;

import io.flyball.protocol.model.ServiceName;
import io.flyball.simulator.controller.Bounds;
import io.flyball.simulator.controller.Controller;
import io.flyball.simulator.controller.FixedCount;
import io.flyball.simulator.controller.Hpa;
import io.flyball.simulator.plant.SimplePlant;
import io.flyball.simulator.run.Run;
import io.flyball.simulator.run.Totals;
import io.flyball.simulator.traffic.Load;

/**
 * The plan, run on the load as it goes with its peak moved to the planned one: the instances that are left when the spare ones
 * are gone, on plant {@code simple}; and a count that follows the load (HPA at 60 %, decided every 15 s, of more than 41 hours less often) up to the planned one.
 *
 * @param days of that load
 * @param highest utilization of an instance
 * @param busyPct share of the time above 90 %, percent
 * @param lostPct share of the requests that were not served, percent
 * @param followMean instances paid for on average if the count follows the load
 * @param followBusyPct the same share then, percent
 */
public record Rehearsal(
        double days, double highest, double busyPct, double lostPct, double followMean, double followBusyPct) {
    private static final ServiceName SERVICE = new ServiceName("plan");
    private static final double TARGET = 0.6;
    private static final long START = 120_000;
    private static final long PERIOD = 15_000;
    private static final long MOST_STEPS = 10_000;
    /** Larger fleets follow in groups. */
    private static final int MOST_INSTANCES = 20;

    static Rehearsal of(Course course, Sizing.Fit fit, Failure failure) {
        Load load = course.load();
        long length = course.lengthMillis();
        long period = Math.max(PERIOD, length / MOST_STEPS);
        double[] highest = {0};
        Totals fixed = go(FixedCount.of(fit.left()), fit.left(), fit.capacity(), load, length, period, highest);
        int each = (fit.instances() + MOST_INSTANCES - 1) / MOST_INSTANCES;
        int groups = (fit.instances() + each - 1) / each;
        int fewest = (failure.spare() + each) / each;
        Totals follow = go(
                new Hpa(new Bounds(Math.min(groups, fewest), groups), TARGET),
                groups,
                each * fit.capacity(),
                load,
                length,
                period,
                new double[1]);
        return new Rehearsal(
                fixed.days(),
                highest[0],
                fixed.violationPct(),
                fixed.lostLoadPct(),
                Math.min(fit.instances(), each * follow.meanInstances()),
                follow.violationPct());
    }

    private static Totals go(
            Controller controller,
            int instances,
            double capacity,
            Load load,
            long length,
            long period,
            double[] highest) {
        SimplePlant plant = new SimplePlant(SERVICE, capacity, START, instances, 0);
        return new Run(plant, load, controller, 0, length, period)
                .go(
                        moment -> highest[0] =
                                Math.max(highest[0], moment.interval().utilization()),
                        share -> {});
    }
}
