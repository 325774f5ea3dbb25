package io.flyball.policy.analyze.change;

import io.flyball.policy.math.Moments;
import io.flyball.policy.math.TTest;
import java.util.List;

/** Whether a split found by {@link EnergySplit} is more than chance. */
interface Significance {
    /** One stretch between two change points, end exclusive. */
    record Stretch(int from, int to) {
        int length() {
            return to - from;
        }

        boolean contains(int index) {
            return from < index && index < to;
        }
    }

    /** @param stretches all stretches that the change points accepted so far leave; one contains the split */
    double pValue(double[] values, EnergySplit split, List<Stretch> stretches);

    /**
     * Student's t-test of the two sides, as Apache Otava does it: with the population's deviation (divided by n) of
     * each side in place of the sample's.
     */
    static double tTest(double[] values, int from, int index, int to) {
        Moments left = Moments.of(values, from, index);
        Moments right = Moments.of(values, index, to);
        return TTest.pooled(left, right, left.populationVariance(), right.populationVariance())
                .pValue();
    }

    static Significance byTTest() {
        return (values, split, stretches) -> stretches.stream()
                .filter(stretch -> stretch.contains(split.index()))
                .findFirst()
                .map(stretch -> tTest(values, stretch.from(), split.index(), stretch.to()))
                .orElse(1.0);
    }

    /** Share of shuffled series (each stretch in itself) whose best split is at least as good, of one more. */
    static Significance byPermutations(int permutations, Draws draws) {
        return (values, split, stretches) -> {
            int better = 0;
            for (int i = 0; i < permutations; i++) {
                double[] shuffled = values.clone();
                stretches.forEach(stretch -> shuffle(shuffled, stretch, draws));
                better += Divisive.next(shuffled, stretches).q() >= split.q() ? 1 : 0;
            }
            return (double) better / (permutations + 1);
        };
    }

    private static void shuffle(double[] values, Stretch stretch, Draws draws) {
        for (int i = stretch.to() - 1; i > stretch.from(); i--) {
            int other = stretch.from() + draws.upTo(i - stretch.from());
            double swap = values[i];
            values[i] = values[other];
            values[other] = swap;
        }
    }
}
