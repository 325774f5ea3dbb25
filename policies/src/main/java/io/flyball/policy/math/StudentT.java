package io.flyball.policy.math;

/**
 * Student's t distribution, also for fractional degrees of freedom.
 *
 * <p>{@code P(|T| >= t) = I_x(df/2, 1/2)} with {@code x = df / (df + t^2)}; the quantile by bisection of that. Example:
 * 10 degrees of freedom, {@code twoSided(2.228) = 0.050}, {@code quantile(0.975) = 2.228}.
 */
public final class StudentT {
    private static final int HALVINGS = 200;

    private StudentT() {}

    /** Probability of a value at least as far from zero as {@code t}; 0 for infinite t, NaN without freedom. */
    public static double twoSided(double t, double df) {
        if (Double.isNaN(t) || !(df > 0)) {
            return Double.NaN;
        }
        if (Double.isInfinite(t)) {
            return 0;
        }
        return IncompleteBeta.regularized(df / (df + t * t), df / 2, 0.5);
    }

    /** Share below {@code t}. */
    public static double cdf(double t, double df) {
        double tail = twoSided(t, df) / 2;
        return t < 0 ? tail : 1 - tail;
    }

    /** The value below which a share {@code p} lies; infinite at 0 and 1, NaN outside or without freedom. */
    public static double quantile(double p, double df) {
        if (!(p >= 0 && p <= 1) || !(df > 0)) {
            return Double.NaN;
        }
        double tail = 2 * Math.min(p, 1 - p);
        if (tail == 0) {
            return p == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        double low = 0;
        double high = 1;
        while (twoSided(high, df) > tail && high < 1e300) {
            low = high;
            high *= 2;
        }
        for (int i = 0; i < HALVINGS && high - low > Math.ulp(high); i++) {
            double middle = (low + high) / 2;
            if (twoSided(middle, df) > tail) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double value = (low + high) / 2;
        return p < 0.5 ? -value : value;
    }
}
