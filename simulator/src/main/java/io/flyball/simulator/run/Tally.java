package io.flyball.simulator.run;

import io.flyball.simulator.plant.Interval;

/** Sums of one run, step by step. */
public final class Tally {
    private static final double DAY_MILLIS = 86_400_000;
    private static final double PERCENT = 100;

    private long steps;
    private long nodeSteps;
    private double violated;
    private double offered;
    private double lost;
    private double instances;
    private int most;
    private long actions;
    private long flips;
    private long moved;
    private int direction;
    private double worstP99 = Double.NaN;

    void add(Interval interval) {
        steps++;
        nodeSteps += interval.nodeSteps();
        violated += interval.violated();
        offered += interval.offered();
        lost += interval.lost();
        instances += interval.running();
        most = Math.max(most, interval.running());
        if (!Double.isNaN(interval.latencyP99())) {
            worstP99 = Double.isNaN(worstP99) ? interval.latencyP99() : Math.max(worstP99, interval.latencyP99());
        }
    }

    void changed(int from, int to) {
        if (from == to) {
            return;
        }
        int now = Integer.signum(to - from);
        actions++;
        moved += Math.abs(to - from);
        flips += direction != 0 && direction != now ? 1 : 0;
        direction = now;
    }

    /** @param millis virtual length of a step */
    Totals totals(long millis) {
        double days = steps * (double) millis / DAY_MILLIS;
        return new Totals(
                steps == 0 ? 0 : PERCENT * violated / steps,
                offered == 0 ? 0 : PERCENT * lost / offered,
                steps == 0 ? 0 : instances / steps,
                most,
                days == 0 ? 0 : actions / days,
                days == 0 ? 0 : flips / days,
                days == 0 ? 0 : moved / days,
                instances * millis / 3.6e6,
                worstP99,
                days,
                nodeSteps);
    }
}
