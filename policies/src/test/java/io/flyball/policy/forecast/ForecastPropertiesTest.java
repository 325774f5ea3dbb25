package io.flyball.policy.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForecastPropertiesTest {
    private static final double[] STRANGE = {
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.MIN_VALUE,
        0,
        -0.0,
        1e-300,
        1e18,
        -3
    };

    /** Holds for every series; a failure names its seed. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.policy.Seeds#all")
    void answersWithNumbersAndReasonsWhateverItIsFed(long seed) {
        var random = new SplittableRandom(seed);
        double[] values = strange(random);
        OptionalInt season = random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(-2, 60));
        int horizon = random.nextInt(-1, 100);
        var settings = ForecastSettings.DEFAULTS.withQuantile(random.nextBoolean() ? 0.95 : 0.5);
        ForecastReport report = Forecasts.of(values, season, horizon, settings);
        check(report, Math.max(1, horizon));
        FittedForecast fitted = FittedForecast.of(values, season, horizon, random.nextBoolean(), settings);
        check(fitted.after(strange(random)), Math.max(1, horizon));
    }

    private static void check(ForecastReport report, int steps) {
        assertThat(report.reasons())
                .isNotEmpty()
                .allSatisfy(reason -> assertThat(reason).isNotBlank());
        assertThat(report.points()).hasSize(report.method() == Method.NONE ? 0 : steps);
        assertThat(report.upper()).hasSameSizeAs(report.points());
        for (int step = 0; step < report.points().length; step++) {
            assertThat(report.points()[step]).isFinite();
            assertThat(report.upper()[step]).isFinite().isGreaterThanOrEqualTo(report.points()[step]);
        }
        assertThat(report.qualified()).isEqualTo(report.method() == Method.MODEL);
        assertThat(report.provenToRelease() && !report.qualified()).isFalse();
        report.weights().forEach(weight -> assertThat(weight.share()).isFinite());
    }

    private static double[] strange(SplittableRandom random) {
        int n = random.nextInt(4) == 0 ? random.nextInt(5) : random.nextInt(400);
        int kind = random.nextInt(5);
        double share = random.nextDouble() < 0.5 ? 0 : random.nextDouble();
        double magnitude = Math.pow(10, random.nextInt(-300, 301));
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            double regular = switch (kind) {
                case 0 -> 1;
                case 1 -> random.nextDouble();
                case 2 -> Math.sin(2 * Math.PI * i / 24) * (random.nextDouble() + 1);
                case 3 -> 2 + Math.sin(2 * Math.PI * i / 12);
                default -> i;
            };
            values[i] = random.nextDouble() < share / 3 ? STRANGE[random.nextInt(STRANGE.length)] : regular * magnitude;
        }
        return values;
    }
}
