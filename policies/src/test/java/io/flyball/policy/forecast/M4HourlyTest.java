package io.flyball.policy.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.conformance.Cases;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * 414 hourly series of the M4 competition, 48 points cut off and forecast. Variants were chosen on the cuts further back
 * (96, 144, 192); the last one was looked at afterwards.
 */
class M4HourlyTest {
    private static final int HORIZON = 48;
    private static final int DAY = 24;

    @ParameterizedTest(name = "the 48 points that begin {0} before the end")
    @ValueSource(ints = {48, 96, 144, 192})
    void beatsTheSeasonalNaiveForecastByFarAndCoversWhatItSays(int cut) {
        List<double[]> all = M4Hourly.series(Cases.file("data.m4", "data/m4/Hourly-train.csv"));
        var sum = new Sum();
        all.forEach(series -> sum.add(series, series.length - cut));
        System.out.println("M4 hourly, cut " + cut + ": " + sum);
        assertThat(all).hasSize(414);
        assertThat(sum.symmetric / sum.naiveSymmetric).as("sMAPE").isLessThanOrEqualTo(0.70);
        assertThat(sum.scaled / sum.naiveScaled).as("MASE").isLessThanOrEqualTo(0.70);
        assertThat(sum.coverage()).as("coverage").isBetween(0.93, 0.97);
        assertThat(sum.qualified).as("qualified").isGreaterThan(300);
        for (int step = 0; step < HORIZON; step++) {
            assertThat((double) sum.covered[step] / sum.series)
                    .as("step " + step)
                    .isBetween(0.87, 0.995);
        }
    }

    private static final class Sum {
        private final int[] covered = new int[HORIZON];
        private double symmetric;
        private double scaled;
        private double naiveSymmetric;
        private double naiveScaled;
        private int qualified;
        private int series;

        void add(double[] series, int n) {
            double[] known = Arrays.copyOf(series, n);
            ForecastReport report = Forecasts.of(known, OptionalInt.of(DAY), HORIZON, ForecastSettings.DEFAULTS);
            double difference = 0;
            for (int i = DAY; i < n; i++) {
                difference += Math.abs(known[i] - known[i - DAY]) / (n - DAY);
            }
            for (int step = 0; step < HORIZON; step++) {
                double actual = series[n + step];
                double point = report.points()[step];
                double naive = known[n - DAY + step % DAY];
                symmetric += 200 * Math.abs(actual - point) / (Math.abs(actual) + Math.abs(point));
                naiveSymmetric += 200 * Math.abs(actual - naive) / (Math.abs(actual) + Math.abs(naive));
                scaled += Math.abs(actual - point) / difference;
                naiveScaled += Math.abs(actual - naive) / difference;
                covered[step] += actual <= report.upper()[step] ? 1 : 0;
            }
            qualified += report.qualified() ? 1 : 0;
            this.series++;
        }

        double coverage() {
            return Arrays.stream(covered).sum() / (double) (HORIZON * series);
        }

        @Override
        public String toString() {
            double n = HORIZON * series;
            return String.format(
                    Locale.ROOT,
                    "sMAPE %.3f (%.3f of the seasonal naive's %.3f), MASE %.3f (%.3f of %.3f), coverage %.4f"
                            + " (by step %.3f to %.3f), %d of %d qualified",
                    symmetric / n,
                    symmetric / naiveSymmetric,
                    naiveSymmetric / n,
                    scaled / n,
                    scaled / naiveScaled,
                    naiveScaled / n,
                    coverage(),
                    Arrays.stream(covered).min().orElse(0) / (double) series,
                    Arrays.stream(covered).max().orElse(0) / (double) series,
                    qualified,
                    series);
        }
    }
}
