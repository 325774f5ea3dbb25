package io.flyball.simulator.whatif;

import io.flyball.protocol.model.DecisionRecord;
import java.util.List;

/**
 * What would have happened.
 *
 * @param points one per decision of the planner
 * @param decisions that changed the count, and what was withheld, oldest first; the first {@value #MOST_DECISIONS}
 * @param dropped decisions beyond that
 */
public record Answer(List<Point> points, List<DecisionRecord> decisions, int dropped) {
    static final int MOST_DECISIONS = 20_000;
    /** An instance that is busier serves late. */
    public static final double VIOLATION = 0.9;

    /**
     * @param at epoch milliseconds
     * @param ready instances that serve
     * @param running ready, and started but not ready
     * @param utilization load over what the ready ones carry; above 1 requests wait or are lost
     */
    public record Point(long at, double load, int ready, int running, double utilization) {}

    public Answer {
        points = List.copyOf(points);
        decisions = List.copyOf(decisions);
    }

    /** Instance-hours that were paid for. */
    public double instanceHours() {
        double hours = 0;
        for (int i = 1; i < points.size(); i++) {
            hours += points.get(i - 1).running()
                    * (points.get(i).at() - points.get(i - 1).at())
                    / 3.6e6;
        }
        return hours;
    }

    public double meanInstances() {
        return points.stream().mapToInt(Point::running).average().orElse(0);
    }

    /** Share of points with load at which the ready instances were busier than {@link #VIOLATION}. */
    public double violations() {
        return share(VIOLATION);
    }

    /** Share of points at which there was more load than the ready instances carry at all. */
    public double overload() {
        return share(1);
    }

    private double share(double above) {
        long known =
                points.stream().filter(point -> Double.isFinite(point.load())).count();
        long over = points.stream().filter(point -> point.utilization() > above).count();
        return known == 0 ? 0 : (double) over / known;
    }

    /** Starts and stops of instances. */
    public int actions() {
        int actions = 0;
        for (int i = 1; i < points.size(); i++) {
            actions += Math.abs(points.get(i).running() - points.get(i - 1).running());
        }
        return actions;
    }
}
