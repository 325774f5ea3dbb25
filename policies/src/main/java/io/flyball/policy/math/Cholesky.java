package io.flyball.policy.math;

/**
 * Solves symmetric positive definite systems by A = L L'.
 *
 * <p>Example: {@code [[4, .], [2, 3]] x = (10, 8)} has the solution {@code (1.75, 1.5)}.
 */
public final class Cholesky {
    private static final double LEAST_PIVOT = 1e-300;

    private Cholesky() {}

    /**
     * The solution of {@code (A + ridge I) x = b}; only A's lower triangle is read, nothing is changed. A pivot that is not
     * positive, as of a singular system, makes its unknown zero.
     */
    public static double[] solve(double[][] a, double[] b, double ridge) {
        int n = b.length;
        double[][] l = new double[n][];
        for (int i = 0; i < n; i++) {
            l[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                double sum = i == j ? a[i][i] + ridge : a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= l[i][k] * l[j][k];
                }
                l[i][j] = i != j ? sum * l[j][j] : sum > LEAST_PIVOT ? 1 / Math.sqrt(sum) : 0;
            }
        }
        return substitute(l, b);
    }

    /** The diagonal of {@code l} holds reciprocals. */
    private static double[] substitute(double[][] l, double[] b) {
        int n = b.length;
        double[] x = b.clone();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= l[i][k] * x[k];
            }
            x[i] *= l[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= l[k][i] * x[k];
            }
            x[i] *= l[i][i];
        }
        return x;
    }
}
