package io.flyball.policy.forecast;

import io.flyball.policy.math.Cholesky;
import java.util.List;

/**
 * The sums from which a {@link Member} is solved; rows can be added later and solved again, which makes a walk through the
 * history with a refit at every stop as cheap as one fit.
 *
 * <p>The penalty is a number of rows' worth of the mean of the diagonal of X'X / rows: the more rows, the less it matters. The
 * system is solved by Cholesky's decomposition.
 */
final class AnchoredRidge {
    private final Series series;
    private final boolean[] measured;
    private final Lag[] lags;
    private final Bounds bounds;
    private final int stride;
    private final double[][] products;
    private final double[] targets;
    private final int memory;
    private int next;
    private int rows;

    /** @param lags the anchor first */
    AnchoredRidge(Series series, boolean[] measured, List<Lag> lags, int stride) {
        this.series = series;
        this.measured = measured;
        this.lags = lags.toArray(Lag[]::new);
        this.bounds = Bounds.around(series.values());
        this.stride = stride;
        this.products = new double[lags.size() - 1][lags.size() - 1];
        this.targets = new double[lags.size() - 1];
        this.memory = lags.stream().mapToInt(Lag::farthest).max().orElse(0);
        this.next = memory;
    }

    int memory() {
        return memory;
    }

    /** Adds the rows of all targets before {@code end}. */
    void learnUntil(int end) {
        double[] row = new double[targets.length];
        for (; next < end; next += stride) {
            if (!measured[next]) {
                continue;
            }
            rows++;
            double anchor = series.seen(next, lags[0]);
            for (int i = 0; i < row.length; i++) {
                row[i] = series.seen(next, lags[i + 1]) - anchor;
            }
            double target = series.values()[next] - anchor;
            for (int i = 0; i < row.length; i++) {
                double value = row[i];
                double[] line = products[i];
                targets[i] += value * target;
                for (int k = 0; k <= i; k++) {
                    line[k] += value * row[k];
                }
            }
        }
    }

    /** The member as known from the rows so far. */
    Member solve(double penaltyRows) {
        double trace = 0;
        for (int i = 0; i < targets.length; i++) {
            trace += products[i][i];
        }
        double mean = trace / targets.length;
        double[] solved = Cholesky.solve(products, targets, penaltyRows / Math.max(1, rows) * mean + 1e-12);
        double[] weights = new double[lags.length];
        weights[0] = 1;
        for (int i = 0; i < solved.length; i++) {
            weights[i + 1] = solved[i];
            weights[0] -= solved[i];
        }
        return new Member(lags, weights, bounds);
    }
}
