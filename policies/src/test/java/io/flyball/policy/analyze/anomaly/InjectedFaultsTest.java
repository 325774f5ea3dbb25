package io.flyball.policy.analyze.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.analyze.anomaly.FaultSeries.Fault;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InjectedFaultsTest {
    private static final int SERIES = 20;

    @Test
    void aHealthySeriesAlarmsAtMostOnceAWeek() {
        int weeks = 3;
        long alarms = IntStream.range(0, SERIES)
                .mapToLong(seed -> {
                    double[] values = FaultSeries.healthy(seed, FaultSeries.WEEK * (1 + weeks));
                    return Arrays.stream(alarms(values))
                            .filter(at -> at >= FaultSeries.WEEK)
                            .count();
                })
                .sum();

        System.out.printf("false alarms per series-week: %.2f%n", alarms / (double) (SERIES * weeks));
        assertThat(alarms).isLessThanOrEqualTo(SERIES * weeks);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aFaultIsFoundWhileItLasts(Fault fault) {
        int found = 0;
        int soon = 0;
        for (int seed = 0; seed < SERIES; seed++) {
            int at = FaultSeries.WEEK + 100 + seed * 1009 % FaultSeries.WEEK / 2;
            double[] values = FaultSeries.healthy(1000 + seed, at + fault.samples);
            for (int i = at; i < values.length; i++) {
                values[i] = fault.of(values[i], i - at);
            }
            int first = Arrays.stream(alarms(values))
                    .filter(i -> i >= at)
                    .findFirst()
                    .orElse(Integer.MAX_VALUE);
            found += first < Integer.MAX_VALUE ? 1 : 0;
            soon += first <= at + 3 ? 1 : 0;
        }

        System.out.printf("%s: %d of %d found, %d within 3 samples%n", fault, found, SERIES, soon);
        assertThat(found).isGreaterThanOrEqualTo((int) Math.ceil(0.95 * SERIES));
        if (fault != Fault.LEAK) {
            assertThat(soon).isGreaterThanOrEqualTo((int) Math.ceil(0.95 * SERIES));
        }
    }

    private static int[] alarms(double[] values) {
        AnomalyDetector detector = new AnomalyDetector(AnomalySettings.DEFAULTS);
        return IntStream.range(0, values.length)
                .filter(i ->
                        detector.next(i * FaultSeries.STEP_MILLIS, values[i]).alarm())
                .toArray();
    }
}
