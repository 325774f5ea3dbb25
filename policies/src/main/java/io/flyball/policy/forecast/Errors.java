package io.flyball.policy.forecast;

import io.flyball.policy.math.Selection;
import java.util.Arrays;

/**
 * What a contender got wrong on a walk through the history: one row per origin, one column per step of the horizon, actual
 * minus forecast on the series' scale; NaN where nothing was measured. Origins are in the order of time.
 */
final class Errors {
    /** Steps are calibrated in at most so many groups, with a straight line between their middles. */
    private static final int GROUPS = 12;

    private final double[][] rows;
    private final int columns;
    private final int horizon;
    private double symmetric;
    private int count;

    /** @param columns steps that can be tested; those up to {@code horizon} are taken to be like the last */
    Errors(int origins, int columns, int horizon) {
        this.rows = new double[origins][columns];
        this.columns = columns;
        this.horizon = horizon;
        for (double[] row : rows) {
            Arrays.fill(row, Double.NaN);
        }
    }

    /** @param difference actual less forecast on the series' scale; both others on the plain one */
    void add(int origin, int step, double difference, double actual, double forecast) {
        rows[origin][step] = difference;
        double size = Math.abs(actual) + Math.abs(forecast);
        symmetric += size > 0 ? 200 * Math.abs(actual - forecast) / size : 0;
        count++;
    }

    int count() {
        return count;
    }

    int origins() {
        return rows.length;
    }

    /** Mean of 200 |a - f| / (|a| + |f|), in per cent of [0, 200]. */
    double symmetricError() {
        return count == 0 ? Double.NaN : symmetric / count;
    }

    /**
     * For each step, what to add to a forecast so that the actual value stays below in a share of {@code quantile} of the cases:
     * the ceil(quantile (n + 1))-th smallest of n errors (split conformal prediction), the largest if there are too few.
     */
    double[] offsets(int fromOrigin, int toOrigin, double quantile) {
        int groups = Math.min(columns, GROUPS);
        double[] middles = new double[groups];
        double[] values = new double[groups];
        double[] errors = new double[(toOrigin - fromOrigin) * (columns / Math.max(1, groups) + 1)];
        double known = 0;
        for (int group = 0; group < groups; group++) {
            int from = (int) ((long) group * columns / groups);
            int to = (int) ((group + 1L) * columns / groups);
            int n = column(fromOrigin, toOrigin, from, to, errors);
            if (n > 0) {
                int rank = (int) Math.ceil(quantile * (n + 1));
                known = Selection.kth(errors, n, Math.max(1, Math.min(n, rank)) - 1);
            }
            middles[group] = (from + to - 1) / 2.0;
            values[group] = known;
        }
        return interpolate(middles, values);
    }

    /** Collects what was measured; answers how many. */
    private int column(int fromOrigin, int toOrigin, int fromStep, int toStep, double[] errors) {
        int n = 0;
        for (int origin = fromOrigin; origin < toOrigin; origin++) {
            for (int step = fromStep; step < toStep; step++) {
                double error = rows[origin][step];
                if (!Double.isNaN(error)) {
                    errors[n++] = error;
                }
            }
        }
        return n;
    }

    private double[] interpolate(double[] middles, double[] values) {
        double[] offsets = new double[horizon];
        int group = 0;
        for (int step = 0; step < horizon; step++) {
            while (group + 1 < middles.length && middles[group + 1] < step) {
                group++;
            }
            if (step <= middles[0] || middles.length == 1) {
                offsets[step] = values[0];
            } else if (group + 1 == middles.length) {
                offsets[step] = values[group];
            } else {
                double share = (step - middles[group]) / (middles[group + 1] - middles[group]);
                offsets[step] = values[group] + share * (values[group + 1] - values[group]);
            }
        }
        return offsets;
    }

    /** Pinball loss of these offsets on the origins from {@code fromOrigin} on, and the share of actual values covered. */
    Tested test(double[] offsets, int fromOrigin, double quantile) {
        double loss = 0;
        int covered = 0;
        int n = 0;
        for (int origin = fromOrigin; origin < rows.length; origin++) {
            for (int step = 0; step < columns; step++) {
                double above = rows[origin][step] - offsets[step];
                if (!Double.isNaN(above)) {
                    n++;
                    covered += above <= 0 ? 1 : 0;
                    loss += above > 0 ? quantile * above : (quantile - 1) * above;
                }
            }
        }
        return n == 0 ? new Tested(Double.NaN, Double.NaN, 0) : new Tested(loss / n, (double) covered / n, n);
    }

    /**
     * @param pinball mean loss on the series' scale
     * @param coverage share of actual values at or below the upper forecast
     */
    record Tested(double pinball, double coverage, int count) {}
}
