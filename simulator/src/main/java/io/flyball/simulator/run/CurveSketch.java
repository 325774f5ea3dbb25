package io.flyball.simulator.run;

import io.flyball.simulator.plant.Interval;
import java.util.Arrays;

/** Draws a {@link Curve} while a run goes on. */
final class CurveSketch {
    private final long periodMillis;
    private final int stepsPerPoint;
    private final int[] steps;
    private final double[] load;
    private final double[] loadHighest;
    private final double[] lost;
    private final double[] capacity;
    private final double[] ready;
    private final double[] running;
    private final double[] violated;
    private final double[] latency;
    private int seen;

    /** @param allSteps that are going to come */
    CurveSketch(long allSteps, long periodMillis) {
        this.periodMillis = periodMillis;
        this.stepsPerPoint = (int) Math.max(1, (allSteps + Curve.MOST - 1) / Curve.MOST);
        int points = (int) ((allSteps + stepsPerPoint - 1) / stepsPerPoint);
        steps = new int[points];
        load = new double[points];
        loadHighest = new double[points];
        lost = new double[points];
        capacity = new double[points];
        ready = new double[points];
        running = new double[points];
        violated = new double[points];
        latency = new double[points];
        Arrays.fill(latency, Double.NaN);
    }

    void add(Interval interval) {
        int point = seen++ / stepsPerPoint;
        steps[point]++;
        load[point] += interval.offered();
        loadHighest[point] = Math.max(loadHighest[point], interval.offered());
        lost[point] += interval.lost();
        capacity[point] += interval.capacity();
        ready[point] += interval.ready();
        running[point] += interval.running();
        violated[point] += interval.violated();
        double p99 = interval.latencyP99();
        if (!Double.isNaN(p99) && !(p99 <= latency[point])) {
            latency[point] = p99;
        }
    }

    Curve done() {
        for (double[] sums : new double[][] {load, lost, capacity, ready, running, violated}) {
            Arrays.setAll(sums, i -> sums[i] / Math.max(1, steps[i]));
        }
        return new Curve(
                stepsPerPoint * periodMillis, load, loadHighest, lost, capacity, ready, running, violated, latency);
    }
}
