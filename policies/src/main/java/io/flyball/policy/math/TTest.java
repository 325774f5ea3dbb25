package io.flyball.policy.math;

/**
 * Two-sided t tests of equal means.
 *
 * <p>Without any variance the means are either equal (p = 1) or different beyond doubt (p = 0). Example: {1, 2, 3} and
 * {4, 5, 6}: t = -3.674, 4 degrees of freedom, p = 0.0213.
 *
 * @param t difference of the means in standard errors, first minus second; may be infinite
 * @param df degrees of freedom
 * @param pValue [0, 1]; 1 when there are too few values to tell
 */
public record TTest(double t, double df, double pValue) {
    private static final TTest UNKNOWN = new TTest(0, 0, 1);

    /** Student's test: both samples have the same variance. */
    public static TTest pooled(Moments one, Moments two) {
        return pooled(one, two, one.variance(), two.variance());
    }

    /** Student's test with the variances given; a sample of one has none. */
    public static TTest pooled(Moments one, Moments two, double varianceOne, double varianceTwo) {
        double df = one.count() + two.count() - 2.0;
        if (one.count() < 1 || two.count() < 1 || df <= 0) {
            return UNKNOWN;
        }
        double squares = 0;
        squares += one.count() > 1 ? (one.count() - 1) * varianceOne : 0;
        squares += two.count() > 1 ? (two.count() - 1) * varianceTwo : 0;
        double error = Math.sqrt(squares / df * (1.0 / one.count() + 1.0 / two.count()));
        return of(one.mean() - two.mean(), error, df);
    }

    /** Welch's test: the variances may differ. */
    public static TTest welch(Moments one, Moments two) {
        if (one.count() < 2 || two.count() < 2) {
            return UNKNOWN;
        }
        double a = one.variance() / one.count();
        double b = two.variance() / two.count();
        double df = (a + b) * (a + b) / (a * a / (one.count() - 1) + b * b / (two.count() - 1));
        return of(one.mean() - two.mean(), Math.sqrt(a + b), df > 0 ? df : one.count() + two.count() - 2.0);
    }

    private static TTest of(double difference, double error, double df) {
        if (Double.isNaN(difference) || Double.isNaN(error)) {
            return UNKNOWN;
        }
        if (error == 0) {
            return difference == 0 ? new TTest(0, df, 1) : new TTest(Math.copySign(1 / 0.0, difference), df, 0);
        }
        double t = difference / error;
        return new TTest(t, df, StudentT.twoSided(t, df));
    }
}
