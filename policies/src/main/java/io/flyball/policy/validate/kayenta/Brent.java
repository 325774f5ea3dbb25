package io.flyball.policy.validate.kayenta;

import java.util.function.DoubleUnaryOperator;

/**
 * Brent's root search as in R's zeroin, with the absolute tolerance that Kayenta uses. The steps are part of the answer:
 * the function it is used for is a staircase, so that another search ends on another stair.
 */
final class Brent {
    /** Absolute: values of this size or less lose their meaning. */
    static final double TOLERANCE = 1e-4;

    private static final double EPSILON = 2.220446049250313e-16;
    private static final int MOST_STEPS = 1001;

    private final DoubleUnaryOperator function;
    private double previous;
    private double best;
    private double opposite;
    private double atPrevious;
    private double atBest;
    private double atOpposite;

    private Brent(DoubleUnaryOperator function, double low, double high, double atLow, double atHigh) {
        this.function = function;
        this.previous = low;
        this.opposite = low;
        this.best = high;
        this.atPrevious = atLow;
        this.atOpposite = atLow;
        this.atBest = atHigh;
    }

    /** A root between {@code low} and {@code high}, where the function has the given values of opposite signs. */
    static double root(DoubleUnaryOperator function, double low, double high, double atLow, double atHigh) {
        if (atLow == 0) {
            return low;
        }
        return atHigh == 0 ? high : new Brent(function, low, high, atLow, atHigh).search();
    }

    private double search() {
        for (int i = 0; i < MOST_STEPS; i++) {
            double last = best - previous;
            if (Math.abs(atOpposite) < Math.abs(atBest)) {
                swap();
            }
            double tolerance = 2 * EPSILON * Math.abs(best) + TOLERANCE / 2;
            double step = (opposite - best) / 2;
            if (Math.abs(step) <= tolerance || Math.abs(atBest) <= Double.MIN_VALUE) {
                return best;
            }
            if (Math.abs(last) >= tolerance && Math.abs(atPrevious) > Math.abs(atBest)) {
                step = interpolated(step, last, tolerance);
            }
            if (Math.abs(step) < tolerance) {
                step = step > 0 ? tolerance : -tolerance;
            }
            previous = best;
            atPrevious = atBest;
            best += step;
            atBest = function.applyAsDouble(best);
            if (atBest > 0 && atOpposite > 0 || atBest < 0 && atOpposite < 0) {
                opposite = previous;
                atOpposite = atPrevious;
            }
        }
        return best;
    }

    private void swap() {
        previous = best;
        best = opposite;
        opposite = previous;
        atPrevious = atBest;
        atBest = atOpposite;
        atOpposite = atPrevious;
    }

    /** The secant's or the inverse parabola's step, unless it leaves the bracket or shrinks too slowly. */
    private double interpolated(double half, double last, double tolerance) {
        double width = opposite - best;
        double p;
        double q;
        if (previous == opposite) {
            double t = atBest / atPrevious;
            p = width * t;
            q = 1 - t;
        } else {
            double r = atPrevious / atOpposite;
            double t = atBest / atOpposite;
            double u = atBest / atPrevious;
            p = u * (width * r * (r - t) - (best - previous) * (t - 1));
            q = (r - 1) * (t - 1) * (u - 1);
        }
        if (p > 0) {
            q = -q;
        } else {
            p = -p;
        }
        boolean inside = p < 0.75 * width * q - Math.abs(tolerance * q) / 2 && p < Math.abs(last * q / 2);
        return inside ? p / q : half;
    }
}
