package io.flyball.policy.headroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RiseCountsTest {
    @Test
    void theQuantileIsThatOfTheRootsThatWereSeen() {
        RiseCounts counts = RiseCounts.NONE;
        for (int i = 1; i <= 100; i++) {
            double root = 2 + i / 100.0;
            counts = counts.plus(4, root * root, 1); // from 2 to 2.01 .. 3
        }
        assertThat(counts.rise(0.9)).isCloseTo(0.9, within(0.02));
        assertThat(counts.rise(0.5)).isCloseTo(0.5, within(0.02));
        assertThat(counts.total()).isEqualTo(100);
    }

    @Test
    void aLargerRiseWidensTheBinsAndLosesNoCase() {
        RiseCounts counts =
                RiseCounts.NONE.plus(0, 1e-8, 1).plus(0, 1, 1).plus(0, 1e6, 1).plus(0, 1e12, 1);
        float sum = 0;
        for (float count : counts.counts()) {
            sum += count;
        }
        assertThat(sum).isEqualTo(4);
        assertThat(counts.reach()).isGreaterThanOrEqualTo(1e6);
        assertThat(counts.rise(0.99)).isBetween(1e6, 1.1e6);
    }

    @Test
    void oldCasesFade() {
        RiseCounts counts = RiseCounts.NONE.plus(0, 100, 1);
        for (int i = 0; i < 50; i++) {
            counts = counts.plus(0, 1, 0.5);
        }
        assertThat(counts.rise(0.99)).isLessThan(1.2);
    }

    @Test
    void fallsCountToo() {
        RiseCounts counts = RiseCounts.NONE;
        for (int i = 0; i < 10; i++) {
            counts = counts.plus(100, 25, 1);
        }
        assertThat(counts.rise(0.5)).isCloseTo(-5, within(0.1));
    }
}
