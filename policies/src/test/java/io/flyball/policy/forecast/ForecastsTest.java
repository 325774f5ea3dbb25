package io.flyball.policy.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ForecastsTest {
    private static final OptionalInt AUTO = OptionalInt.empty();

    /** A day of 24 with its busy hours, a week with a quiet end, noise of {@code noise}. */
    private static double[] shop(int n, double noise) {
        var random = new SplittableRandom(7);
        double[] values = new double[n];
        double wander = 0;
        for (int i = 0; i < n; i++) {
            wander = 0.9 * wander + noise * (random.nextDouble() - 0.5);
            double day = 1 - 0.8 * Math.cos(2 * Math.PI * (i % 24) / 24);
            double week = i / 24 % 7 >= 5 ? 0.6 : 1;
            values[i] = 100 * day * week * Math.exp(wander);
        }
        return values;
    }

    @Test
    void findsTheSeasonBeatsTheFloorAndSaysSo() {
        double[] all = shop(24 * 40, 0.1);
        ForecastReport report = Forecasts.of(Arrays.copyOf(all, 24 * 38), AUTO, 48, ForecastSettings.DEFAULTS);
        assertThat(report.season()).hasValue(24);
        assertThat(report.qualified()).isTrue();
        assertThat(report.provenToRelease()).isTrue();
        assertThat(report.reasons().get(0)).startsWith("season of 24 values: autocorrelation 0.");
        assertThat(report.reasons().get(1)).startsWith("model beats the floor: against the seasonal naive sMAPE");
        double error = 0;
        for (int step = 0; step < 48; step++) {
            error += Math.abs(report.points()[step] - all[24 * 38 + step]) / all[24 * 38 + step] / 48;
        }
        assertThat(error).isLessThan(0.12);
    }

    @Test
    void weightsSumToOneAndTheLargestComesFirst() {
        ForecastReport report = Forecasts.of(shop(24 * 30, 0.1), AUTO, 12, ForecastSettings.DEFAULTS);
        assertThat(report.weights().stream()
                        .mapToDouble(ForecastReport.Weight::share)
                        .sum())
                .isCloseTo(1, within(1e-9));
        assertThat(Math.abs(report.weights().get(0).share()))
                .isGreaterThanOrEqualTo(Math.abs(report.weights().get(1).share()));
    }

    @Test
    void noiseHasNoSeasonAndNoModel() {
        var random = new SplittableRandom(1);
        double[] noise = random.doubles(2_000).toArray();
        ForecastReport report = Forecasts.of(noise, AUTO, 10, ForecastSettings.DEFAULTS);
        assertThat(report.season()).isEmpty();
        assertThat(report.qualified()).isFalse();
        assertThat(report.method()).isEqualTo(Method.LAST_VALUE);
        assertThat(report.reasons())
                .containsExactly(
                        "no season: no repeated peak of the autocorrelation of 2000 values",
                        "no season: the last value is the forecast");
    }

    @Test
    void lessThanTwoSeasonsAreNotEnough() {
        ForecastReport report = Forecasts.of(shop(40, 0), OptionalInt.of(24), 5, ForecastSettings.DEFAULTS);
        assertThat(report.qualified()).isFalse();
        assertThat(report.reasons()).containsExactly("not enough history: 40 values, two seasons of 24 are needed");
        assertThat(report.points()).containsExactly(Arrays.copyOfRange(shop(40, 0), 16, 21), within(1e-9));
    }

    @Test
    void nothingMeasuredIsNoForecastAndNotZero() {
        ForecastReport report = Forecasts.of(new double[] {Double.NaN, Double.NaN}, AUTO, 5, ForecastSettings.DEFAULTS);
        assertThat(report.method()).isEqualTo(Method.NONE);
        assertThat(report.points()).isEmpty();
        assertThat(report.reasons()).contains("not enough history: nothing was measured");
    }

    /** Otherwise the table of errors alone would take a hundred megabytes. */
    @Test
    void aHorizonBeyondTheHistoryIsForecastLikeItsLastTestedStep() {
        ForecastReport report =
                Forecasts.of(shop(24 * 30, 0.1), OptionalInt.of(24), 1_000_000, ForecastSettings.DEFAULTS);
        assertThat(report.points()).hasSize(100_000);
        assertThat(report.upper()[99_999]).isGreaterThan(report.points()[99_999]);
    }

    @Test
    void refusesSettingsThatMeanNothing() {
        assertThatThrownBy(() -> ForecastSettings.DEFAULTS.withQuantile(95))
                .hasMessage("forecast.quantile = 95.0: must be between 0 and 1, e.g. 0.95");
    }

    @Test
    void aConstantSeriesStaysConstant() {
        double[] values = new double[200];
        Arrays.fill(values, 5);
        ForecastReport report = Forecasts.of(values, OptionalInt.of(24), 3, ForecastSettings.DEFAULTS);
        assertThat(report.points()).containsExactly(5, 5, 5);
        assertThat(report.upper()).containsExactly(5, 5, 5);
        assertThat(report.reasons()).containsExactly("constant series: nothing to forecast");
    }

    @Test
    void gapsAreFilledAndCounted() {
        double[] values = shop(24 * 30, 0.05);
        for (int i = 100; i < 110; i++) {
            values[i * 6] = Double.NaN;
        }
        ForecastReport report = Forecasts.of(values, OptionalInt.of(24), 24, ForecastSettings.DEFAULTS);
        assertThat(report.qualified()).isTrue();
        assertThat(report.missing()).isEqualTo(10);
        assertThat(report.reasons()).anyMatch(reason -> reason.contains("10 of 720 values were missing"));
    }

    @Test
    void whatWasNeverNegativeIsNotForecastSo() {
        double[] values = shop(24 * 20, 0.3);
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(0, values[i] - 60);
        }
        ForecastReport report = Forecasts.of(values, AUTO, 100, ForecastSettings.DEFAULTS);
        assertThat(Arrays.stream(report.points()).min().getAsDouble()).isNotNegative();
    }

    @Test
    void negativeValuesAreForecastOnTheirOwnScale() {
        double[] values = new double[24 * 20];
        Arrays.setAll(values, i -> -50 + 20 * Math.sin(2 * Math.PI * i / 24) + (i * 7919 % 13) / 13.0);
        ForecastReport report = Forecasts.of(values, OptionalInt.of(24), 24, ForecastSettings.DEFAULTS);
        assertThat(report.points()[6]).isCloseTo(-30, within(2.0));
    }

    /** The floor is taken up again only when the model no longer beats it, not at the first weak hour. */
    @Test
    void aModelInUseIsDroppedLaterThanAnotherIsTakenUp() {
        var strict = new ForecastSettings(0.95, 0.55, 6, 120, 0.9, 0.02, 0.3);
        double[] values = shop(24 * 30, 0.3);
        assertThat(FittedForecast.of(values, OptionalInt.of(24), 12, false, strict)
                        .qualified())
                .isFalse();
        assertThat(FittedForecast.of(values, OptionalInt.of(24), 12, true, strict)
                        .qualified())
                .isTrue();
    }

    @Test
    void aFitAnswersForLaterValuesAndAdmitsWhenTheyAreTooFew() {
        double[] all = shop(24 * 40, 0.1);
        FittedForecast fitted =
                FittedForecast.of(Arrays.copyOf(all, 24 * 35), OptionalInt.of(24), 6, false, ForecastSettings.DEFAULTS);
        ForecastReport later = fitted.after(Arrays.copyOf(all, 24 * 38));
        assertThat(later.qualified()).isTrue();
        assertThat(later.points()[0]).isCloseTo(all[24 * 38], within(0.25 * all[24 * 38]));
        ForecastReport few = fitted.after(new double[] {80, 90});
        assertThat(few.qualified()).isFalse();
        assertThat(few.points()).containsOnly(90);
        assertThat(few.reasons()).contains("not enough recent values for the model: last value");
    }
}
