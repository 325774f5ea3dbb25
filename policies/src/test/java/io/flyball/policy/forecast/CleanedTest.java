package io.flyball.policy.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CleanedTest {
    private static final double GAP = Double.NaN;

    @Test
    void fillsAShortGapByALineAndCutsOffWhatIsMissingInFront() {
        Cleaned cleaned = Cleaned.of(new double[] {GAP, 2, Double.POSITIVE_INFINITY, 4}, 0);
        assertThat(cleaned.values()).containsExactly(new double[] {0.5, 0.75, 1}, within(1e-12));
        assertThat(cleaned.missing()).isEqualTo(1);
        assertThat(cleaned.raw(cleaned.values()[1])).isEqualTo(3);
    }

    /** Too low a value would make the forecast too low, so the larger of line and earlier season stands for a long gap. */
    @Test
    void fillsALongGapByTheSeasonBeforeWhereThatIsHigher() {
        double[] values = {1, 9, 1, 9, 1, 1, 1, GAP, GAP, GAP, GAP, 2};
        double[] filled = Cleaned.of(values, 6).values();
        assertThat(filled[7] * 9).isCloseTo(9, within(1e-9));
        assertThat(filled[8] * 9).isCloseTo(1.4, within(1e-9));
        assertThat(filled[9] * 9).isCloseTo(9, within(1e-9));
    }

    @Test
    void bringsExtremeMagnitudesNearOne() {
        Cleaned cleaned = Cleaned.of(new double[] {Double.MAX_VALUE, -Double.MAX_VALUE / 2}, 0);
        assertThat(cleaned.values()).containsExactly(1, -0.5);
        assertThat(cleaned.raw(3)).isEqualTo(Double.MAX_VALUE);
    }
}
