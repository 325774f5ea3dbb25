package io.flyball.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicksTest {
    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 0.3, 1, 2, 7, 21, 930, 1016, 5e17})
    void reachTheTopInFewRoundSteps(double top) {
        double[] ticks = Ticks.upTo(top);
        assertThat(ticks[0]).isZero();
        assertThat(ticks[ticks.length - 1]).isBetween(top, 2.5 * top);
        assertThat(ticks).hasSizeBetween(3, 7);
    }

    @Test
    void nothingAndEndlessStillHaveAnAxis() {
        assertThat(Ticks.upTo(0)).containsExactly(0, 1);
        assertThat(Ticks.upTo(Double.POSITIVE_INFINITY)).containsExactly(0, 1);
        assertThat(Ticks.upTo(Double.NaN)).containsExactly(0, 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1_000, 90_000, 3_600_000, 86_400_000, 1_382_340_000L, 315_360_000_000L})
    void timesAreFew(long length) {
        assertThat(Ticks.times(length)).hasSizeBetween(1, 13).startsWith(0L);
    }

    @Test
    void timesAreSaidInTheirUnit() {
        assertThat(Ticks.label(36 * 3_600_000L, 40 * 3_600_000L)).isEqualTo("36 h");
        assertThat(Ticks.label(36 * 3_600_000L, 14 * 86_400_000L)).isEqualTo("1.5 d");
        assertThat(Ticks.moment(86_400_000L + 3_600_000 + 61_000)).isEqualTo("1 d 01:01:01");
        assertThat(Ticks.duration(120_000)).isEqualTo("2 min");
    }
}
