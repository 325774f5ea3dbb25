package io.flyball.policy.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForecastTrackerTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final TrackerSettings SETTINGS = new TrackerSettings(
            Duration.ofMinutes(10),
            Duration.ofDays(14),
            Duration.ofHours(6),
            Duration.ofMinutes(30),
            ForecastSettings.DEFAULTS);

    private static double load(int minute, SplittableRandom random) {
        double day = 1 - 0.8 * Math.cos(2 * Math.PI * (minute % 1_440) / 1_440.0);
        return 500 * day * (1 + 0.1 * (random.nextDouble() - 0.5));
    }

    private static ForecastTracker observed(int days) {
        var random = new SplittableRandom(5);
        ForecastTracker tracker = ForecastTracker.start(SETTINGS);
        for (int minute = 0; minute < days * 1_440; minute += 5) {
            tracker = tracker.observe(START.plus(Duration.ofMinutes(minute)), load(minute, random));
        }
        return tracker;
    }

    @Test
    void saysNotEnoughHistoryUntilItHasSeenDays() {
        assertThat(ForecastTracker.start(SETTINGS).prediction().qualified()).isFalse();
        ForecastTracker tracker = observed(1);
        assertThat(tracker.prediction().qualified()).isFalse();
        assertThat(tracker.prediction().reasons()).isNotEmpty();
    }

    @Test
    void qualifiesOnADailyLoadAndSeesTheRiseComing() {
        ForecastTracker tracker = observed(11);
        Prediction midnight = tracker.prediction();
        assertThat(tracker.season()).hasValue(144);
        assertThat(midnight.qualified()).as(midnight.reasons().toString()).isTrue();
        assertThat(midnight.provenToRelease()).isTrue();
        var random = new SplittableRandom(6);
        for (int minute = 0; minute <= 8 * 60; minute += 5) {
            tracker = tracker.observe(
                    START.plus(Duration.ofDays(11)).plus(Duration.ofMinutes(minute)), load(minute, random));
        }
        double inHalfAnHour = 500 * (1 - 0.8 * Math.cos(2 * Math.PI * 505 / 1_440.0));
        assertThat(tracker.prediction().value()).isCloseTo(inHalfAnHour, within(0.06 * inHalfAnHour));
        assertThat(tracker.prediction().upper())
                .isGreaterThan(tracker.prediction().value());
    }

    /** One day of test proves nothing about the next. */
    @Test
    void mayAddBeforeItMayRelease() {
        Prediction early = observed(6).prediction();
        assertThat(early.qualified()).as(early.reasons().toString()).isTrue();
        assertThat(early.provenToRelease()).isFalse();
    }

    @Test
    void isSuspendedWhenTheLoadLeavesItsUpperForecastForLong() {
        ForecastTracker tracker = observed(8);
        boolean suspended = false;
        for (int minute = 10; minute <= 300; minute += 10) {
            tracker = tracker.observe(
                    START.plus(Duration.ofDays(8)).plus(Duration.ofMinutes(minute)), 4_000 + 500 * minute);
            suspended |= tracker.prediction().reasons().stream().anyMatch(reason -> reason.startsWith("suspended"));
            assertThat(suspended && tracker.prediction().provenToRelease()).isFalse();
        }
        assertThat(suspended).isTrue();
    }

    @Test
    void bucketsAreMeansAndSilenceIsNotZero() {
        LoadHistory history = LoadHistory.empty(Duration.ofMinutes(1), 10)
                .observe(START.plusSeconds(5), 10)
                .observe(START.plusSeconds(35), 20)
                .observe(START.plusSeconds(130), 30)
                .observe(START.plusSeconds(40), 99);
        assertThat(history.closed()).containsExactly(15, Double.NaN);
        assertThat(history.sum()).isEqualTo(30);
        LoadHistory unmeasured =
                history.observe(START.plusSeconds(180), Double.NaN).observe(START.plusSeconds(240), 1);
        assertThat(unmeasured.closed()).containsExactly(15, Double.NaN, 30, Double.NaN);
    }

    /** Whatever comes, in whatever order: an answer with a reason, and never more than is kept. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.policy.Seeds#all")
    void bearsEveryClockAndEveryNumber(long seed) {
        var random = new SplittableRandom(seed);
        double[] loads = {Double.NaN, Double.POSITIVE_INFINITY, 0, -1, 1e300, -1e300, Double.MIN_VALUE, 100, 110};
        ForecastTracker tracker = ForecastTracker.start(new TrackerSettings(
                Duration.ofSeconds(random.nextInt(-1, 100)),
                Duration.ofSeconds(random.nextInt(1, 20_000)),
                Duration.ofSeconds(random.nextInt(-1, 10_000)),
                Duration.ofSeconds(random.nextInt(-1, 1_000)),
                ForecastSettings.DEFAULTS));
        Instant now = START;
        for (int i = 0; i < 200; i++) {
            int jump = random.nextInt(50);
            now = jump == 0
                    ? (random.nextBoolean() ? Instant.ofEpochMilli(Long.MAX_VALUE / 2) : Instant.ofEpochMilli(0))
                    : now.plusSeconds(random.nextInt(-50, 200));
            tracker = tracker.observe(now, loads[random.nextInt(loads.length)]);
            Prediction prediction = tracker.prediction();
            assertThat(prediction.reasons()).isNotEmpty();
            assertThat(prediction.qualified() && Double.isNaN(prediction.upper()))
                    .isFalse();
            assertThat(prediction.upper() < prediction.value()).isFalse();
            assertThat(prediction.provenToRelease() && !prediction.qualified()).isFalse();
        }
    }
}
