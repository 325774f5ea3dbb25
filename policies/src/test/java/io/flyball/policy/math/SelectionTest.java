package io.flyball.policy.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SelectionTest {
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.policy.Seeds#all")
    void findsWhatSortingFinds(long seed) {
        var random = new SplittableRandom(seed);
        int n = random.nextInt(1, 60);
        double[] values =
                random.ints(n + 3, 0, random.nextInt(1, 100)).asDoubleStream().toArray();
        int k = random.nextInt(n);
        double[] sorted = Arrays.copyOf(values, n);
        Arrays.sort(sorted);
        assertThat(Selection.kth(values, n, k)).isEqualTo(sorted[k]);
    }
}
