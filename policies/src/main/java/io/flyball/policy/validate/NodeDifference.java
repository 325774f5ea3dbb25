package io.flyball.policy.validate;

import io.flyball.policy.math.StudentT;

/**
 * How much more the treated nodes changed than their peers, and how sure that is, from one number per node before and
 * after.
 *
 * <p>Below ten nodes the difference in differences: mean of (after - before) of the treated less that of the peers, error
 * from the spread of these differences among nodes of the same side. From ten nodes on the analysis of covariance: what
 * a node showed before predicts its after by the slope that both sides share, which also serves when nodes forget
 * their past quickly (slope near 0) or differ for good (slope near 1). One treated node suffices where the peers show how
 * much nodes differ without any change. Exact for normal numbers of independent nodes.
 *
 * <p>Example: treated +0.4, peers 0.0, 0.1, -0.1, 0.05, -0.05: difference 0.4, spread 0.079, error 0.079 * sqrt(1 + 1/5) =
 * 0.087, t = 4.6 with 4 degrees of freedom, one-sided p = 0.005.
 *
 * @param effect treated less peers
 * @param error standard error of the effect
 * @param df degrees of freedom of the error
 */
record NodeDifference(double effect, double error, double df) {
    private static final int NODES_FOR_SLOPE = 10;

    /** At least one treated node, and three nodes together. */
    static NodeDifference of(NodeNumbers treated, NodeNumbers peers) {
        Sums one = Sums.of(treated);
        Sums two = Sums.of(peers);
        int nodes = treated.count() + peers.count();
        double xx = one.xx + two.xx;
        double xy = one.xy + two.xy;
        double yy = one.yy + two.yy;
        boolean fitted = nodes >= NODES_FOR_SLOPE && xx > 0;
        double slope = fitted ? xy / xx : 1;
        double df = nodes - (fitted ? 3.0 : 2.0);
        double apart = one.x - two.x;
        double rest = Math.max(0, yy - 2 * slope * xy + slope * slope * xx) / df;
        double share = 1.0 / treated.count() + 1.0 / peers.count() + (fitted ? apart * apart / xx : 0);
        return new NodeDifference(one.y - two.y - slope * apart, Math.sqrt(rest * share), df);
    }

    /** Probability of an effect at least this large in the direction of {@code sign} without any. */
    double pValue(int sign) {
        double directed = sign * effect;
        if (!(error > 0)) {
            return directed > 0 ? 0 : 1;
        }
        double tail = StudentT.twoSided(effect / error, df) / 2;
        return directed > 0 ? tail : 1 - tail;
    }

    /** The effect in the direction of {@code sign} is below this with probability {@code confidence}. */
    double atMost(int sign, double confidence) {
        return sign * effect + (error > 0 ? StudentT.quantile(confidence, df) * error : 0);
    }

    /** Means of before (x) and after (y), and sums of squares and products about them. */
    private record Sums(double x, double y, double xx, double xy, double yy) {
        static Sums of(NodeNumbers numbers) {
            double x = 0;
            double y = 0;
            int n = numbers.count();
            for (int i = 0; i < n; i++) {
                x += numbers.before()[i] / n;
                y += numbers.after()[i] / n;
            }
            double xx = 0;
            double xy = 0;
            double yy = 0;
            for (int i = 0; i < n; i++) {
                double dx = numbers.before()[i] - x;
                double dy = numbers.after()[i] - y;
                xx += dx * dx;
                xy += dx * dy;
                yy += dy * dy;
            }
            return new Sums(x, y, xx, xy, yy);
        }
    }
}
