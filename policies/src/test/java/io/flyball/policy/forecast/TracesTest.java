package io.flyball.policy.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.conformance.Cases;
import io.flyball.policy.forecast.Traces.Trace;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recorded workloads, forecast over their last two fifths with a refit in each of five parts. */
class TracesTest {
    private static final int PARTS = 5;
    private static final int ORIGINS = 40;

    @ParameterizedTest(name = "{0} points ahead")
    @ValueSource(ints = {3, 10, 60})
    void theChoiceIsNowhereWorseThanTheSeasonalNaiveForecastByMoreThanATwentieth(int horizon) {
        List<Trace> traces = Traces.all(Cases.file("data.traces", "data/traces"));
        System.out.println(
                horizon + " points ahead: sMAPE of choice, seasonal naive, last value; coverage of the upper");
        for (Trace trace : traces) {
            var sum = new Sum(trace, horizon);
            System.out.println(sum);
            assertThat(sum.choice).as(sum.toString()).isLessThanOrEqualTo(1.05 * sum.naive);
            assertThat(sum.choice).as(sum.toString()).isLessThanOrEqualTo(1.25 * sum.last);
        }
    }

    private static final class Sum {
        private final Trace trace;
        private final int horizon;
        private int count;
        private int qualified;
        private int fits;
        private int covered;
        private int proven;
        private int provenCovered;
        private double choice;
        private double naive;
        private double last;
        private OptionalInt season = OptionalInt.empty();
        private boolean inUse;

        Sum(Trace trace, int horizon) {
            this.trace = trace;
            this.horizon = horizon;
            int n = trace.values().length;
            for (int part = 0; part < PARTS; part++) {
                part(n * (3 * PARTS + 2 * part) / (5 * PARTS), n * (3 * PARTS + 2 * (part + 1)) / (5 * PARTS));
            }
        }

        private void part(int from, int to) {
            double[] all = trace.values();
            double[] known = Arrays.copyOf(all, from);
            season = Seasons.in(known, trace.day()).period();
            FittedForecast fitted = FittedForecast.of(known, season, horizon, inUse, ForecastSettings.DEFAULTS);
            inUse = fitted.qualified();
            fits++;
            qualified += fitted.qualified() ? 1 : 0;
            int stride = Math.max(1, (to - from) / ORIGINS);
            for (int origin = from; origin + horizon <= to; origin += stride) {
                ForecastReport report = fitted.after(Arrays.copyOf(all, origin));
                double[] filled = Cleaned.of(Arrays.copyOf(all, origin), 0).values();
                double unit = Cleaned.of(Arrays.copyOf(all, origin), 0).unit();
                int back = season.orElse(trace.day() <= origin / 2 ? trace.day() : 1);
                for (int step = 0; step < horizon; step++) {
                    double actual = all[origin + step];
                    if (!Double.isNaN(actual)) {
                        count++;
                        choice += error(actual, report.points()[step]);
                        naive += error(actual, filled[filled.length - back + step % back] * unit);
                        last += error(actual, filled[filled.length - 1] * unit);
                        if (report.provenToRelease()) {
                            proven++;
                            provenCovered += actual <= report.upper()[step] ? 1 : 0;
                        }
                        covered += actual <= report.upper()[step] ? 1 : 0;
                    }
                }
            }
        }

        private static double error(double actual, double forecast) {
            double size = Math.abs(actual) + Math.abs(forecast);
            return size > 0 ? 200 * Math.abs(actual - forecast) / size : 0;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%-32s season %5s, qualified %d of %d: %6.2f %6.2f (x %.2f) %6.2f (x %.2f), %.1f %%, %s",
                    trace.name(),
                    season.isPresent() ? season.getAsInt() : "none",
                    qualified,
                    fits,
                    choice / count,
                    naive / count,
                    choice / naive,
                    last / count,
                    choice / last,
                    100.0 * covered / count,
                    proven == 0 ? "never proven" : "where proven %.1f %%".formatted(100.0 * provenCovered / proven));
        }
    }
}
