package io.flyball.policy.analyze.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flyball.policy.analyze.anomaly.Anomaly.Standing;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnomalyDetectorTest {
    private static final double[] EXTREMES = {
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.MIN_VALUE,
        -0.0,
        0,
        1e300,
        1e30,
        5
    };

    @Test
    void scoreOfABeginningIsTheBeginningOfTheScore() {
        double[] values = FaultSeries.healthy(7, 1500);
        values[900] = 300;
        long[] times =
                LongStream.range(0, 1500).map(i -> i * FaultSeries.STEP_MILLIS).toArray();

        double[] whole = AnomalyScan.of(AnomalySettings.DEFAULTS, times, values).scores();
        for (int length : new int[] {1, 150, 151, 901, 1200}) {
            double[] part = AnomalyScan.of(
                            AnomalySettings.DEFAULTS, Arrays.copyOf(times, length), Arrays.copyOf(values, length))
                    .scores();
            assertThat(part).isEqualTo(Arrays.copyOf(whole, length));
        }
    }

    @Test
    void saysWhatIsOddInWordsWithNumbers() {
        AnomalyDetector detector = fed(FaultSeries.healthy(1, 1000));

        Anomaly anomaly = next(detector, 250);

        assertThat(anomaly.alarm()).isTrue();
        assertThat(anomaly.score()).isBetween(0.9985, 1.0);
        assertThat(anomaly.reason())
                .contains("value 250.0 is above the highest of the last 1,000 samples by")
                .contains("% of their range")
                .contains("value is unlike any of");
    }

    @Test
    void unitsDoNotMatter() {
        double[] values = FaultSeries.healthy(9, 1500);
        double[] scaled = Arrays.stream(values).map(value -> value * 1024).toArray();
        long[] times =
                LongStream.range(0, 1500).map(i -> i * FaultSeries.STEP_MILLIS).toArray();

        assertThat(AnomalyScan.of(AnomalySettings.DEFAULTS, times, scaled).scores())
                .isEqualTo(
                        AnomalyScan.of(AnomalySettings.DEFAULTS, times, values).scores());
    }

    @Test
    void learnsBeforeItJudges() {
        AnomalyDetector detector = new AnomalyDetector(AnomalySettings.DEFAULTS);
        Anomaly last = null;
        for (int i = 0; i < 150; i++) {
            last = detector.next(i * FaultSeries.STEP_MILLIS, i == 149 ? 1000 : i % 7);
        }
        assertThat(last.standing()).isEqualTo(Standing.LEARNING);
        assertThat(last.score()).isZero();
        assertThat(last.alarm()).isFalse();
        assertThat(last.reason()).isEqualTo("learning: 150 of 150 samples");
    }

    @Test
    void missingSamplesKeepTheScoreAndLeaveNoTrace() {
        double[] values = FaultSeries.healthy(3, 600);
        AnomalyDetector whole = fed(values);
        AnomalyDetector withGaps = new AnomalyDetector(AnomalySettings.DEFAULTS);
        for (int i = 0; i < values.length; i++) {
            Anomaly before = withGaps.next(i * FaultSeries.STEP_MILLIS, values[i]);
            Anomaly missing = withGaps.next(i * FaultSeries.STEP_MILLIS + 1, Double.NaN);
            assertThat(missing.standing()).isEqualTo(Standing.MISSING);
            assertThat(missing.score()).isEqualTo(before.score());
            assertThat(missing.alarm()).isFalse();
        }
        assertThat(withGaps.missing()).isEqualTo(600);
        assertThat(next(withGaps, 140).rarity()).isEqualTo(next(whole, 140).rarity());
    }

    @Test
    void samplesOutOfOrderAreIgnoredUntilTheClockWasSetBack() {
        AnomalyDetector detector = fed(FaultSeries.healthy(3, 200));
        for (int i = 0; i < 9; i++) {
            Anomaly old = detector.next(1000 + i, 5);
            assertThat(old.standing()).isEqualTo(Standing.IGNORED);
            assertThat(old.reason()).contains("ignored");
        }
        assertThat(detector.next(2000, 5).standing()).isEqualTo(Standing.JUDGED);
        assertThat(detector.ignored()).isEqualTo(9);
    }

    @Test
    void roundingIsNoChange() {
        AnomalyDetector detector = new AnomalyDetector(AnomalySettings.DEFAULTS);
        Random random = new Random(5);
        for (int i = 0; i < 1500; i++) {
            Anomaly anomaly = detector.next(i * FaultSeries.STEP_MILLIS, 5 + 1e-12 * random.nextGaussian());
            assertThat(anomaly.alarm()).as(anomaly.reason()).isFalse();
        }
        assertThat(next(detector, 5.1).alarm()).isTrue();
    }

    @Test
    void oneAlarmForOneEvent() {
        double[] values = FaultSeries.healthy(11, 1100);
        for (int i = 1000; i < 1030; i++) {
            values[i] += 80;
        }
        long[] times =
                LongStream.range(0, 1100).map(i -> i * FaultSeries.STEP_MILLIS).toArray();

        AnomalyScan scan = AnomalyScan.of(AnomalySettings.DEFAULTS, times, values);

        assertThat(scan.alarms().stream()
                        .filter(alarm -> alarm.epochMillis() >= times[1000])
                        .map(Anomaly::epochMillis))
                .containsExactly(times[1000]);
        assertThat(scan.scores()[1005]).isLessThanOrEqualTo(0.5);
    }

    @Test
    void saysHowMuchMemoryItTakes() {
        assertThat(new AnomalyDetector(AnomalySettings.DEFAULTS).bytes()).isBetween(100_000L, 250_000L);
        assertThat(new AnomalyDetector(AnomalySettings.SMALL).bytes()).isLessThan(80_000);
    }

    @Test
    void settingsOutOfBoundsAreRefusedByName() {
        assertThatThrownBy(() -> AnomalySettings.DEFAULTS.withAlarmScore(1))
                .hasMessage("anomaly.alarmScore = 1.0: must be above 0 and below 1");
        assertThatThrownBy(() -> AnomalySettings.DEFAULTS.withAlarmScore(Double.NaN))
                .hasMessage("anomaly.alarmScore = NaN: must be above 0 and below 1");
        assertThatThrownBy(() -> new AnomalySettings(10, 150, 0.99, 150, 0.1, 3000))
                .hasMessage("anomaly.memory = 10: must be 50 to 100000 samples");
        assertThatThrownBy(() -> AnomalyScan.of(AnomalySettings.DEFAULTS, new long[2], new double[3]))
                .hasMessage("values = 3: must be as many as times, 2");
    }

    @ParameterizedTest
    @MethodSource("io.flyball.policy.Seeds#all")
    void whateverComesInTheScoreStaysWithinBoundsAndHasAReason(long seed) {
        Random random = new Random(seed);
        AnomalyDetector detector = new AnomalyDetector(new AnomalySettings(50, 30, 0.99, 20, 0.2, 100));
        long time = random.nextLong();
        for (int i = 0; i < 600; i++) {
            double value = random.nextInt(5) == 0 ? EXTREMES[random.nextInt(EXTREMES.length)] : random.nextGaussian();
            time = random.nextInt(50) == 0 ? random.nextLong() : time + random.nextInt(100_000);
            Anomaly anomaly = random.nextInt(100) == 0
                    ? detector.next(random.nextBoolean() ? Instant.MAX : Instant.MIN, value)
                    : detector.next(time, value);
            assertThat(anomaly.score()).isBetween(0.0, 1.0);
            assertThat(anomaly.rarity()).isBetween(0.0, 1.0);
            assertThat(anomaly.reason()).isNotBlank().doesNotContain("NaN");
            assertThat(anomaly.alarm() && anomaly.standing() != Standing.JUDGED).isFalse();
        }
    }

    private static AnomalyDetector fed(double[] values) {
        AnomalyDetector detector = new AnomalyDetector(AnomalySettings.DEFAULTS);
        for (int i = 0; i < values.length; i++) {
            detector.next(i * FaultSeries.STEP_MILLIS, values[i]);
        }
        return detector;
    }

    private static Anomaly next(AnomalyDetector detector, double value) {
        return detector.next((detector.samples() + detector.missing()) * FaultSeries.STEP_MILLIS, value);
    }
}
