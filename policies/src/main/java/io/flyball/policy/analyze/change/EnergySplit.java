package io.flyball.policy.analyze.change;

/**
 * The split of a stretch of values into two parts that differ most in energy distance (Matteson and James 2014).
 *
 * <p>For the part from the start to tau (n values) and from tau to kappa (m values, kappa at most the end)
 *
 * <pre>
 * Q = 2/(n+m) sum|x - y| - 2m/((n+m)(n-1)) sum|x - x'| - 2n/((n+m)(m-1)) sum|y - y'|
 * </pre>
 *
 * over pairs; the pair (tau, kappa) with the largest Q wins, the first of equals. O(L^2) time, O(L) space.
 *
 * @param index tau
 */
record EnergySplit(int index, double q) {
    /** Of the values from {@code from} to {@code to} (exclusive), at least two. */
    static EnergySplit best(double[] values, int from, int to) {
        int length = to - from;
        double[] column = new double[length]; // sum of distances of value k to all before it
        double[] within = new double[length + 1]; // all pairs among the first k
        for (int k = 0; k < length; k++) {
            for (int i = 0; i < k; i++) {
                column[k] += Math.abs(values[from + i] - values[from + k]);
            }
            within[k + 1] = within[k] + column[k];
        }
        double[] between = new double[length + 1]; // pairs across tau, up to kappa
        int index = from + 1;
        double most = Double.NEGATIVE_INFINITY;
        for (int tau = 1; tau < length; tau++) {
            double row = 0; // distances of value tau - 1 to those from tau to kappa
            for (int kappa = tau + 1; kappa <= length; kappa++) {
                row += Math.abs(values[from + tau - 1] - values[from + kappa - 1]);
                between[kappa] += row - column[tau - 1];
                double q = q(tau, kappa, between[kappa], within[tau], within[kappa]);
                if (q > most) {
                    most = q;
                    index = from + tau;
                }
            }
        }
        return new EnergySplit(index, most);
    }

    private static double q(int n, int kappa, double across, double left, double all) {
        int m = kappa - n;
        double right = all - left - across;
        double a = 2.0 / kappa * across;
        double b = n > 1 ? 2.0 * m / ((double) kappa * (n - 1)) * left : 0;
        double c = m > 1 ? 2.0 * n / ((double) kappa * (m - 1)) * right : 0;
        return a - b - c;
    }
}
