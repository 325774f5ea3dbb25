package io.flyball.simulator.run;

/**
 * The course of a run in at most {@link #MOST} points, each of as many steps as the others but the last.
 *
 * @param millis length of what a point stands for; the first begins at 0
 * @param load requests per second, mean of the steps of a point
 * @param loadHighest requests per second in its highest step
 * @param lost requests per second that were not served, mean
 * @param capacity requests per second that ready instances carry when 100 % busy, mean
 * @param ready instances that serve, mean
 * @param running instances that are paid for, mean
 * @param violated share of the steps in which the objective was broken
 * @param latencyP99 seconds, of the worst step; NaN where there is none
 */
public record Curve(
        long millis,
        double[] load,
        double[] loadHighest,
        double[] lost,
        double[] capacity,
        double[] ready,
        double[] running,
        double[] violated,
        double[] latencyP99) {
    public static final int MOST = 2_000;

    public int size() {
        return load.length;
    }

    public boolean hasLatency() {
        for (double value : latencyP99) {
            if (!Double.isNaN(value)) {
                return true;
            }
        }
        return false;
    }
}
