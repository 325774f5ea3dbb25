package io.flyball.policy.analyze.change;

import io.flyball.policy.analyze.change.Significance.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * E-divisive (Matteson and James, "A Nonparametric Approach for Multiple Change Point Analysis", 2014): splits where the
 * energy distance is largest, again within the parts, until a split is not significant.
 */
public final class Divisive {
    private static final EnergySplit NONE = new EnergySplit(-1, Double.NEGATIVE_INFINITY);

    private Divisive() {}

    /** With a t-test of the two sides; indexes in ascending order. */
    public static List<Integer> byTTest(double[] values, double maxPValue) {
        return find(Missing.filled(values), maxPValue, Significance.byTTest());
    }

    /** With the permutation test of the paper; the same draws give the same answer. */
    public static List<Integer> byPermutations(double[] values, double maxPValue, int permutations, Draws draws) {
        return find(Missing.filled(values), maxPValue, Significance.byPermutations(permutations, draws));
    }

    static List<Integer> find(double[] values, double maxPValue, Significance significance) {
        TreeSet<Integer> found = new TreeSet<>();
        while (true) {
            List<Stretch> stretches = stretches(found.stream().toList(), values.length);
            EnergySplit split = next(values, stretches);
            if (split.index() < 0 || !(significance.pValue(values, split, stretches) <= maxPValue)) {
                return List.copyOf(found);
            }
            found.add(split.index());
        }
    }

    /** The best split over all stretches; index -1 when all are too short. */
    static EnergySplit next(double[] values, List<Stretch> stretches) {
        EnergySplit best = NONE;
        for (Stretch stretch : stretches) {
            if (stretch.length() > 1) {
                EnergySplit split = EnergySplit.best(values, stretch.from(), stretch.to());
                best = split.q() > best.q() ? split : best;
            }
        }
        return best;
    }

    /** What the change points leave between them. */
    static List<Stretch> stretches(List<Integer> points, int length) {
        List<Stretch> stretches = new ArrayList<>();
        int from = 0;
        for (int point : points) {
            stretches.add(new Stretch(from, point));
            from = point;
        }
        stretches.add(new Stretch(from, length));
        return stretches;
    }
}
