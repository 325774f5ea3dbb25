package io.flyball.policy.analyze.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * Constant levels with a few changes between them, by binary segmentation: the split that leaves the least variance, again and
 * again, as long as it takes away 4 % of the whole variance.
 *
 * <p>Example: {1, 1, 1, 5, 5, 5} has one shift, at 3, which explains everything.
 *
 * @param starts indexes of the first values of new levels, rising
 * @param explained share of the variance, in [0, 1]
 * @param abruptness how much of the difference between the levels lies within a few values of the shifts: near 1 for true
 *     levels, small for a ramp or a slow wave cut in pieces
 */
record LevelShifts(List<Integer> starts, double explained, double abruptness) {
    private static final int MOST = 4;
    private static final int BESIDE = 2;
    private static final double LEAST_GAIN = 0.04;

    /** @param least values that a level must have */
    static LevelShifts of(double[] values, int least) {
        int n = values.length;
        var sums = new Sums(values);
        double whole = sums.squares(0, n);
        List<Integer> bounds = new ArrayList<>(List.of(0, n));
        double left = whole;
        while (whole > 0 && bounds.size() < MOST + 2) {
            int best = -1;
            int after = 0;
            double gain = LEAST_GAIN * whole;
            for (int i = 0; i + 1 < bounds.size(); i++) {
                int from = bounds.get(i);
                int to = bounds.get(i + 1);
                for (int split = from + least; split <= to - least; split++) {
                    double gained = sums.squares(from, to) - sums.squares(from, split) - sums.squares(split, to);
                    if (gained > gain) {
                        gain = gained;
                        best = split;
                        after = i + 1;
                    }
                }
            }
            if (best < 0) {
                break;
            }
            bounds.add(after, best);
            left -= gain;
        }
        double explained = whole > 0 ? Math.max(0, Math.min(1, 1 - left / whole)) : 0;
        return new LevelShifts(List.copyOf(bounds.subList(1, bounds.size() - 1)), explained, abruptness(sums, bounds));
    }

    /** The value at the shift itself may hold some of both levels and is left out. */
    private static double abruptness(Sums sums, List<Integer> bounds) {
        double near = 0;
        double whole = 0;
        for (int i = 1; i + 1 < bounds.size(); i++) {
            int from = bounds.get(i - 1);
            int shift = bounds.get(i);
            int to = bounds.get(i + 1);
            double before = sums.mean(Math.max(from, shift - 1 - BESIDE), Math.max(from + 1, shift - 1));
            double after = sums.mean(Math.min(to - 1, shift + 1), Math.min(to, shift + 1 + BESIDE));
            near += Math.abs(after - before);
            whole += Math.abs(sums.mean(shift, to) - sums.mean(from, shift));
        }
        return whole > 0 ? near / whole : 0;
    }

    /** Sums of stretches in constant time. */
    private static final class Sums {
        private final double[] sum;
        private final double[] square;

        Sums(double[] values) {
            int n = values.length;
            sum = new double[n + 1];
            square = new double[n + 1];
            for (int i = 0; i < n; i++) {
                sum[i + 1] = sum[i] + values[i];
                square[i + 1] = square[i] + values[i] * values[i];
            }
        }

        /** Squared deviations from the mean of the stretch. */
        double squares(int from, int to) {
            double total = sum[to] - sum[from];
            return Math.max(0, square[to] - square[from] - total * total / (to - from));
        }

        double mean(int from, int to) {
            return (sum[to] - sum[from]) / (to - from);
        }
    }
}
