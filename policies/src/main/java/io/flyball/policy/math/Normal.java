package io.flyball.policy.math;

/**
 * The standard normal distribution.
 *
 * <p>Quantile: Wichura's algorithm AS 241 (PPND16), relative error about 1e-16. Distribution function: series and
 * continued fraction of the error function, relative error about 1e-14 also far out in the tails. Example: {@code
 * quantile(0.01) = -2.326348}, {@code cdf(1.96) = 0.975002}.
 */
public final class Normal {
    private static final double SPLIT_CENTRE = 0.425;
    private static final double SPLIT_TAIL = 5;
    private static final double SERIES_BELOW = 2;
    private static final int MOST_TERMS = 400;

    private static final double[] CENTRE_ABOVE = {
        3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
        4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3
    };
    private static final double[] CENTRE_BELOW = {
        1,
        4.2313330701600911252e1,
        6.8718700749205790830e2,
        5.3941960214247511077e3,
        2.1213794301586595867e4,
        3.9307895800092710610e4,
        2.8729085735721942674e4,
        5.2264952788528545610e3
    };
    private static final double[] MIDDLE_ABOVE = {
        1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
        1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4
    };
    private static final double[] MIDDLE_BELOW = {
        1,
        2.05319162663775882187e0,
        1.67638483018380384940e0,
        6.89767334985100004550e-1,
        1.48103976427480074590e-1,
        1.51986665636164571966e-2,
        5.47593808499534494600e-4,
        1.05075007164441684324e-9
    };
    private static final double[] FAR_ABOVE = {
        6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
        2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7
    };
    private static final double[] FAR_BELOW = {
        1,
        5.99832206555887937690e-1,
        1.36929880922735805310e-1,
        1.48753612908506148525e-2,
        7.86869131145613259100e-4,
        1.84631831751005468180e-5,
        1.42151175831644588870e-7,
        2.04426310338993978564e-15
    };

    private Normal() {}

    /** The value below which a share {@code p} lies; infinite at 0 and 1, NaN outside. */
    public static double quantile(double p) {
        if (!(p >= 0 && p <= 1)) {
            return Double.NaN;
        }
        double q = p - 0.5;
        if (Math.abs(q) <= SPLIT_CENTRE) {
            double r = SPLIT_CENTRE * SPLIT_CENTRE - q * q;
            return q * polynomial(CENTRE_ABOVE, r) / polynomial(CENTRE_BELOW, r);
        }
        double tail = q < 0 ? p : 1 - p;
        if (tail <= 0) {
            return q < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        double r = Math.sqrt(-Math.log(tail));
        double value = r <= SPLIT_TAIL
                ? polynomial(MIDDLE_ABOVE, r - 1.6) / polynomial(MIDDLE_BELOW, r - 1.6)
                : polynomial(FAR_ABOVE, r - SPLIT_TAIL) / polynomial(FAR_BELOW, r - SPLIT_TAIL);
        return q < 0 ? -value : value;
    }

    /** Share below {@code x}. */
    public static double cdf(double x) {
        return x >= 0 ? 1 - upperTail(x) : upperTail(-x);
    }

    /** Probability of a value at least as far from zero as {@code x}, on both sides. */
    public static double twoSided(double x) {
        return Math.min(1, 2 * upperTail(Math.abs(x)));
    }

    /** Share above {@code x}, for {@code x >= 0}. */
    private static double upperTail(double x) {
        double z = x / Math.sqrt(2);
        return z < SERIES_BELOW ? 0.5 - 0.5 * errorBySeries(z) : 0.5 * complementByFraction(z);
    }

    /** {@code erf(z) = 2/sqrt(pi) exp(-z^2) sum 2^n z^(2n+1) / (1*3*..*(2n+1))}. */
    private static double errorBySeries(double z) {
        double term = z;
        double sum = z;
        for (int n = 1; n < MOST_TERMS && term > sum * 1e-17; n++) {
            term *= 2 * z * z / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-z * z) * sum;
    }

    /** {@code erfc(z) = exp(-z^2)/sqrt(pi) / (z + (1/2)/(z + 1/(z + (3/2)/(z + ...))))}, from the inside out. */
    private static double complementByFraction(double z) {
        if (Double.isInfinite(z)) {
            return 0;
        }
        double fraction = z;
        for (int n = MOST_TERMS / 2; n >= 1; n--) {
            fraction = z + n / 2.0 / fraction;
        }
        return Math.exp(-z * z) / Math.sqrt(Math.PI) / fraction;
    }

    private static double polynomial(double[] coefficients, double x) {
        double value = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            value = value * x + coefficients[i];
        }
        return value;
    }
}
