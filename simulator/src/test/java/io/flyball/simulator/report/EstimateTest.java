package io.flyball.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EstimateTest {
    @Test
    void intervalIsThatOfStudentsT() {
        Estimate estimate = Estimate.of(new double[] {1, 2, 3});
        assertThat(estimate.mean()).isEqualTo(2);
        assertThat(estimate.half()).isCloseTo(4.3027 / Math.sqrt(3), within(1e-3));
        assertThat(estimate.isAwayFromZero()).isFalse();
        assertThat(Estimate.of(new double[] {10, 11, 12}).isAwayFromZero()).isTrue();
    }

    @Test
    void aSingleSeedSaysNothingAboutOthers() {
        Estimate estimate = Estimate.of(new double[] {5});
        assertThat(estimate.half()).isInfinite();
        assertThat(estimate.isAwayFromZero()).isFalse();
    }
}
