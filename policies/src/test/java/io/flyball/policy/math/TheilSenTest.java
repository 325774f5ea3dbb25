package io.flyball.policy.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TheilSenTest {
    @Test
    void oneWildValueDoesNotMoveTheSlope() {
        assertThat(TheilSen.of(new double[] {1, 2, 3, 100, 5}).slope()).isCloseTo(1, within(1e-12));
    }

    /** S = 45 of ten rising values; variance 10 x 9 x 25 / 18 = 125; z = 44 / sqrt(125). */
    @Test
    void testsForATrendAsMannAndKendall() {
        double[] rising = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        assertThat(TheilSen.of(rising).z()).isCloseTo(44 / Math.sqrt(125), within(1e-12));
        assertThat(TheilSen.of(new double[] {3, 3, 3, 3}).z()).isZero();
        assertThat(TheilSen.of(new double[] {3}).slope()).isZero();
    }
}
