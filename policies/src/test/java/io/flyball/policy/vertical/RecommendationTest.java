package io.flyball.policy.vertical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flyball.policy.document.VerticalConfig;
import io.flyball.policy.document.VerticalConfig.Percentiles;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecommendationTest {
    private static final Instant START = Instant.ofEpochSecond(1_700_000_000);
    private static final VerticalSettings SETTINGS = VerticalSettings.DEFAULTS;

    @Test
    void recommendsWhatSteadyUseNeedsAndSaysWhy() {
        UsageHistory history = steady(UsageHistory.empty(SETTINGS), Duration.ofDays(8), 0.5, 1e9);
        Recommendation found = Recommendation.of(history, 1);
        assertThat(found.cpu()).contains(new Band(586, 587, 660));
        assertThat(found.memory().orElseThrow().target()).isEqualTo(1_168_723_596);
        assertThat(found.confidence()).isCloseTo(8, within(0.001));
        assertThat(found.reasons())
                .containsExactly(
                        "history: 192.0 h with 11520 samples, confidence 8.00 days",
                        "processor: 587 milli-cores (p90 plus 15%), may stay between 586 and 660",
                        "memory: 1169 MB (p90 plus 15%), may stay between 1168 and 1315");
    }

    @Test
    void saysThatThereIsTooLittleHistoryInsteadOfANumber() {
        UsageHistory history = steady(UsageHistory.empty(SETTINGS), Duration.ofHours(2), 0.5, 1e9);
        Recommendation found = Recommendation.of(history, 1);
        assertThat(found.cpu()).isEmpty();
        assertThat(found.memory()).isEmpty();
        assertThat(found.reasons()).last().asString().startsWith("too little history");
    }

    @Test
    void whatWasNotMeasuredGetsNoNumber() {
        UsageHistory history = steady(UsageHistory.empty(SETTINGS), Duration.ofDays(1), 0.5, Double.NaN);
        Recommendation found = Recommendation.of(history, 1);
        assertThat(found.cpu()).isPresent();
        assertThat(found.memory()).isEmpty();
        assertThat(found.reasons()).contains("memory use was not measured");
    }

    @Test
    void aKillRaisesTheMemory() {
        UsageHistory before = steady(UsageHistory.empty(SETTINGS), Duration.ofDays(1), 0.5, 1e9);
        Instant now = START.plus(Duration.ofDays(1));
        UsageHistory after = before.plusKill(now, "n-1", now, 1_500_000_000);
        assertThat(target(after)).isGreaterThan(target(before)).isGreaterThanOrEqualTo(1_800_000_000L);
    }

    @Test
    void theCapHoldsInsideTheEstimateOfAKill() {
        long most = 1_600_000_000;
        Percentiles cpu = new Percentiles(0.9, 0.5, 0.95, 0.1, OptionalDouble.of(2));
        Percentiles memory = new Percentiles(0.9, 0.5, 0.95, 1e8, OptionalDouble.of(most));
        VerticalSettings capped =
                VerticalSettings.of(new VerticalConfig(cpu, memory, Duration.ofHours(24), 0.15, false));
        Instant now = START.plus(Duration.ofDays(1));
        UsageHistory history = steady(UsageHistory.empty(capped), Duration.ofDays(1), 0.5, 1e9)
                .plusKill(now, "n-1", now, 1_500_000_000);
        assertThat(target(history)).isEqualTo(most);
        assertThat(history.memory(1)).isLessThan(most * 1.06);
    }

    @Test
    void aCheckpointIsSmallAndGivesTheSameRecommendation() {
        UsageHistory history = UsageHistory.empty(SETTINGS);
        SplittableRandom random = new SplittableRandom(7);
        Instant at = START;
        for (int i = 0; i < 1440; i++) {
            at = at.plusSeconds(60);
            history = history.plus(
                    at, List.of(new UsageSample("n-1", at, random.nextDouble() * 4, 1e9 + random.nextDouble() * 1e9)));
        }
        UsageCheckpoint stored = history.checkpoint();
        assertThat(stored.cpu().weights().size()).isLessThanOrEqualTo(Buckets.CPU.count());
        UsageHistory again = UsageHistory.of(SETTINGS, stored);
        assertThat(Recommendation.of(again, 1)).isEqualTo(Recommendation.of(history, 1));
    }

    @Test
    void addingToACopyLeavesTheFirstAlone() {
        UsageHistory first = steady(UsageHistory.empty(SETTINGS), Duration.ofDays(1), 0.5, 1e9);
        Recommendation before = Recommendation.of(first, 1);
        steady(first, Duration.ofDays(2), 30, 9e9);
        assertThat(Recommendation.of(first, 1)).isEqualTo(before);
    }

    @Test
    void aSampleFromTheFutureDoesNotEraseThePast() {
        UsageHistory history = steady(UsageHistory.empty(SETTINGS), Duration.ofDays(1), 0.5, 1e9);
        Instant now = START.plus(Duration.ofDays(1));
        UsageHistory after =
                history.plus(now, List.of(new UsageSample("n-1", now.plus(Duration.ofDays(20_000)), 64, 9e11)));
        assertThat(after.refused()).isEqualTo(1);
        assertThat(Recommendation.of(after, 1).cpu())
                .isEqualTo(Recommendation.of(history, 1).cpu());
    }

    @Test
    void expiresWhenNothingWasMeasuredForTheWholeWindow() {
        UsageHistory history = steady(UsageHistory.empty(SETTINGS), Duration.ofDays(1), 0.5, 1e9);
        assertThat(history.isExpired(START.plus(Duration.ofDays(8)))).isFalse();
        assertThat(history.isExpired(START.plus(Duration.ofDays(9)))).isTrue();
    }

    /** Whatever is measured, lost or late: bounds in order, within [floor, cap], never without a reason. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.policy.Seeds#all")
    void neverLeavesItsBoundsNorLacksAReason(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        UsageHistory history = UsageHistory.empty(SETTINGS);
        Instant now = START;
        for (int i = 0; i < 60; i++) {
            now = now.plusSeconds(random.nextInt(-3_600, 20_000));
            List<UsageSample> batch = new ArrayList<>();
            for (int s = random.nextInt(60); s > 0; s--) {
                Instant at = random.nextInt(20) == 0 ? extreme(random) : now.plusSeconds(random.nextInt(-900, 60));
                batch.add(new UsageSample("n-" + random.nextInt(5), at, wild(random, 4), wild(random, 4e9)));
            }
            history = history.plus(now, batch);
            if (random.nextInt(5) == 0) {
                history = history.plusKill(now, "n-0", now, random.nextLong());
            }
            Recommendation found = Recommendation.of(history, random.nextInt(-1, 4));
            assertThat(found.reasons()).isNotEmpty();
            assertThat(found.confidence()).isFinite().isNotNegative();
            found.cpu().ifPresent(band -> assertInOrder(band));
            found.memory().ifPresent(band -> assertInOrder(band));
            assertThat(Recommendation.of(UsageHistory.of(SETTINGS, history.checkpoint()), 1)
                            .reasons())
                    .isNotEmpty();
        }
    }

    private static void assertInOrder(Band band) {
        assertThat(band.lower()).isPositive().isLessThanOrEqualTo(band.target());
        assertThat(band.target()).isLessThanOrEqualTo(band.upper());
        assertThat(band.upper()).isLessThanOrEqualTo(Estimate.MOST);
    }

    private static double wild(SplittableRandom random, double most) {
        return switch (random.nextInt(12)) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> -1;
            case 3 -> 0;
            case 4 -> Double.MAX_VALUE;
            default -> random.nextDouble() * most;
        };
    }

    private static Instant extreme(SplittableRandom random) {
        return random.nextBoolean() ? Instant.MAX : Instant.MIN;
    }

    private static long target(UsageHistory history) {
        return Recommendation.of(history, 1).memory().orElseThrow().target();
    }

    private static UsageHistory steady(UsageHistory history, Duration span, double cores, double bytes) {
        List<UsageSample> samples = new ArrayList<>();
        for (long minute = 0; minute <= span.toMinutes(); minute++) {
            samples.add(new UsageSample("n-1", START.plus(Duration.ofMinutes(minute)), cores, bytes));
        }
        return history.plus(START.plus(span), samples.subList(samples.size() > 1 ? 1 : 0, samples.size()));
    }
}
