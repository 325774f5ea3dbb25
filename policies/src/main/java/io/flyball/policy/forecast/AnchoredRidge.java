package io.flyball.policy.forecast;

import io.flyball.policy.math.Cholesky;
import java.util.Arrays;

/**
 * The sums from which a {@link Member} is solved; rows can be added later and solved again, which makes a walk through the
 * history with a refit at every stop as cheap as one fit.
 *
 * <p>The penalty is {@code ridge} times the mean of the diagonal of X'X; the system is solved by Cholesky's decomposition.
 */
final class AnchoredRidge {
    private final double[] series;
    private final boolean[] measured;
    private final Scale scale;
    private final int season;
    private final int[] lags;
    private final int[] others;
    private final int stride;
    private final double[][] products;
    private final double[] targets;
    private int next;

    /** @param series on the scale given; {@code lags} must contain the season */
    AnchoredRidge(double[] series, boolean[] measured, Scale scale, int season, int[] lags, int stride) {
        this.series = series;
        this.measured = measured;
        this.scale = scale;
        this.season = season;
        this.lags = lags;
        this.stride = stride;
        this.others = Arrays.stream(lags).filter(lag -> lag != season).toArray();
        this.products = new double[others.length][others.length];
        this.targets = new double[others.length];
        this.next = lags[lags.length - 1];
    }

    int longestLag() {
        return lags[lags.length - 1];
    }

    /** Adds the rows of all targets before {@code end}. */
    void learnUntil(int end) {
        double[] row = new double[others.length];
        for (; next < end; next += stride) {
            if (!measured[next]) {
                continue;
            }
            double anchor = series[next - season];
            for (int i = 0; i < row.length; i++) {
                row[i] = series[next - others[i]] - anchor;
            }
            double target = series[next] - anchor;
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

    /** The member as known from the rows so far; its forecasts stay within the bounds. */
    Member solve(double ridge, Prepared.Bounds bounds) {
        int p = others.length;
        double trace = 0;
        for (int i = 0; i < p; i++) {
            trace += products[i][i];
        }
        double[] solved = Cholesky.solve(products, targets, ridge * trace / p + 1e-12);
        double[] weights = new double[lags.length];
        double rest = 1;
        for (double weight : solved) {
            rest -= weight;
        }
        for (int i = 0, k = 0; i < lags.length; i++) {
            weights[i] = lags[i] == season ? rest : solved[k++];
        }
        return new Member(scale, lags, weights, bounds);
    }
}
