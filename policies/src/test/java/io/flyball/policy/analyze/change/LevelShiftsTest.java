package io.flyball.policy.analyze.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LevelShiftsTest {
    @Test
    void aStepIsFoundWithItsNumbers() {
        double[] latencies = {
            0.020, 0.021, 0.019, 0.020, 0.022, 0.020, 0.019, 0.021, 0.020, 0.018, 0.030, 0.031, 0.029, 0.030, 0.032,
            0.030, 0.029, 0.031, 0.030, 0.028
        };
        List<ChangePoint> points = ChangePoints.find(latencies);
        assertThat(points).hasSize(1);
        ChangePoint point = points.get(0);
        assertThat(point.index()).isEqualTo(10);
        assertThat(point.before()).isCloseTo(0.020, offset(1e-9));
        assertThat(point.relativeChange()).isCloseTo(0.5, offset(1e-9));
        assertThat(point.pValue()).isLessThan(1e-9);
        assertThat(point.reason()).startsWith("0.0200000 -> 0.0300000 (+50.0%): level shift of 8.");
    }

    @Test
    void eachOfTwoStepsIsFound() {
        assertThat(ChangePoints.find(levels(1, 20, 10, 20, 30, 20, 18)))
                .extracting(ChangePoint::index)
                .containsExactly(20, 40);
    }

    @Test
    void aRampIsNoStep() {
        SplittableRandom random = new SplittableRandom(3);
        double[] ramp = new double[200];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = i + random.nextDouble();
        }
        assertThat(ChangePoints.find(ramp)).isEmpty();
    }

    @Test
    void aConstantSeriesHasNone() {
        assertThat(ChangePoints.find(new double[100])).isEmpty();
        assertThat(ChangePoints.find(levels(0, 50, 7))).isEmpty();
    }

    @Test
    void aStepWithoutNoiseIsBeyondDoubt() {
        List<ChangePoint> points = ChangePoints.find(levels(0, 10, 1, 10, 2));
        assertThat(points).hasSize(1);
        assertThat(points.get(0).pValue()).isZero();
    }

    @Test
    void noiseThatRemembersIsSeldomTakenForAStep() {
        int alarms = 0;
        int naive = 0;
        for (long seed = 0; seed < 200; seed++) {
            double[] noise = Noise.autoregressive(seed, 200, 0.9);
            alarms += ChangePoints.find(noise).isEmpty() ? 0 : 1;
            naive += WindowedDivisive.find(noise, WindowedDivisive.Settings.DEFAULTS)
                            .isEmpty()
                    ? 0
                    : 1;
        }
        assertThat(alarms).isLessThan(30);
        assertThat(naive).as("the same noise by t-test").isGreaterThan(150);
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new LevelShifts.Settings(0, 5, 4, 50)).hasMessage("penalty = 0.0: must be positive");
        assertThatThrownBy(() -> new WindowedDivisive.Settings(1, 0.1, 0)).hasMessage("window = 1: must be at least 2");
    }

    /** Whatever the values: no exception, indexes in order and inside, a reason with each. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.policy.Seeds#all")
    void badNumbersNeverThrow(long seed) {
        double[] values = Noise.bad(seed);
        List<List<ChangePoint>> answers =
                List.of(ChangePoints.find(values), WindowedDivisive.find(values, WindowedDivisive.Settings.DEFAULTS));
        for (List<ChangePoint> points : answers) {
            int last = 0;
            for (ChangePoint point : points) {
                assertThat(point.index()).isGreaterThan(last).isLessThan(values.length);
                assertThat(point.pValue()).isBetween(0.0, 1.0);
                assertThat(point.reason()).isNotBlank();
                last = point.index();
            }
        }
        Outliers outliers = Outliers.generalizedEsd(values, 10, 0.05);
        assertThat(outliers.indexes()).allMatch(index -> index >= 0 && index < values.length);
    }

    /** Pairs of length and level, with noise of the given deviation. */
    private static double[] levels(double noise, double... lengthsAndLevels) {
        SplittableRandom random = new SplittableRandom(1);
        int length = 0;
        for (int i = 0; i < lengthsAndLevels.length; i += 2) {
            length += (int) lengthsAndLevels[i];
        }
        double[] values = new double[length];
        int at = 0;
        for (int i = 0; i < lengthsAndLevels.length; i += 2) {
            for (int j = 0; j < lengthsAndLevels[i]; j++) {
                values[at++] = lengthsAndLevels[i + 1] + noise * (random.nextDouble() - 0.5);
            }
        }
        return values;
    }
}
