package io.flyball.simulator.report;

import io.flyball.simulator.run.Curve;

/** Means over a part of a curve. */
record Part(
        double load, double lostShare, double capacity, double ready, double running, double violated, double latency) {
    /** @param from first point, {@code to} after the last; at least one point */
    static Part of(Curve curve, int from, int to) {
        int end = Math.min(Math.max(to, from + 1), curve.size());
        int begin = Math.min(from, end - 1);
        double load = mean(curve.load(), begin, end);
        return new Part(
                load,
                load > 0 ? mean(curve.lost(), begin, end) / load : 0,
                mean(curve.capacity(), begin, end),
                mean(curve.ready(), begin, end),
                mean(curve.running(), begin, end),
                mean(curve.violated(), begin, end),
                mean(curve.latencyP99(), begin, end));
    }

    /** Of what is finite; NaN where nothing is. */
    private static double mean(double[] values, int from, int to) {
        double sum = 0;
        int count = 0;
        for (int i = from; i < to; i++) {
            if (Double.isFinite(values[i])) {
                sum += values[i];
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    /** Load over what ready instances carry; infinite where none is ready. */
    double busy() {
        return load / capacity;
    }

    String percentBusy() {
        return capacity > 0 ? Rounded.text(100 * busy(), 3) + " % busy" : "none ready";
    }
}
