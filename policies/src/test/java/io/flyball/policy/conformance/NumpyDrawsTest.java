package io.flyball.policy.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.analyze.change.Draws;
import org.junit.jupiter.api.Test;

class NumpyDrawsTest {
    @Test
    void drawsAsTheGeneratorDoes() {
        assertThat(new NumpyGenerator(1).next()).isEqualTo(0.5118216247002567);
        assertThat(new NumpyGenerator(0).next()).isEqualTo(0.6369616873214543);
        assertThat(shuffled(new NumpyGenerator(42))).containsExactly(5, 6, 0, 7, 3, 2, 4, 9, 1, 8);
    }

    @Test
    void drawsAsTheLegacyFunctionsDo() {
        assertThat(new NumpyLegacy(1234).next()).isEqualTo(0.1915194503788923);
        assertThat(shuffled(new NumpyLegacy(42))).containsExactly(8, 1, 5, 0, 7, 2, 9, 4, 3, 6);
    }

    private static int[] shuffled(Draws draws) {
        int[] values = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        for (int i = 9; i > 0; i--) {
            int other = draws.upTo(i);
            int swap = values[i];
            values[i] = values[other];
            values[other] = swap;
        }
        return values;
    }
}
