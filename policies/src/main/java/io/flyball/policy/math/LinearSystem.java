package io.flyball.policy.math;

import java.util.Arrays;
import java.util.Optional;

/** Solves small dense systems {@code A x = b} by elimination with partial pivoting. */
public final class LinearSystem {
    private static final double SINGULAR = 1e-12;

    private LinearSystem() {}

    /**
     * Empty when the rows depend on each other or hold a number that is none. The arguments stay as they are.
     *
     * <p>Example: {2, 1; 1, 3} x = {3, 5} gives {0.8, 1.4}.
     */
    public static Optional<double[]> solve(double[][] a, double[] b) {
        int n = b.length;
        double[][] rows = new double[n][];
        for (int i = 0; i < n; i++) {
            rows[i] = Arrays.copyOf(a[i], n + 1);
            rows[i][n] = b[i];
        }
        for (int column = 0; column < n; column++) {
            if (!pivot(rows, column)) {
                return Optional.empty();
            }
            for (int row = column + 1; row < n; row++) {
                double factor = rows[row][column] / rows[column][column];
                for (int k = column; k <= n; k++) {
                    rows[row][k] -= factor * rows[column][k];
                }
            }
        }
        return Optional.of(substituted(rows));
    }

    /** Brings the row with the largest entry up; false when that is nothing beside what the row held. */
    private static boolean pivot(double[][] rows, int column) {
        int best = column;
        for (int row = column + 1; row < rows.length; row++) {
            if (Math.abs(rows[row][column]) > Math.abs(rows[best][column])) {
                best = row;
            }
        }
        double[] swapped = rows[column];
        rows[column] = rows[best];
        rows[best] = swapped;
        double largest = 0;
        for (double[] row : rows) {
            largest = Math.max(largest, Math.abs(row[column]));
        }
        return Math.abs(rows[column][column]) > SINGULAR * largest;
    }

    private static double[] substituted(double[][] rows) {
        int n = rows.length;
        double[] x = new double[n];
        for (int row = n - 1; row >= 0; row--) {
            double value = rows[row][n];
            for (int k = row + 1; k < n; k++) {
                value -= rows[row][k] * x[k];
            }
            x[row] = value / rows[row][row];
        }
        return x;
    }
}
