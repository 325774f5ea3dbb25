package io.flyball.policy.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.document.PolicyDefaults;
import io.flyball.policy.document.ScalingBehavior;
import io.flyball.policy.document.ScalingBehavior.Direction;
import io.flyball.policy.document.ScalingBehavior.Limit;
import io.flyball.policy.document.ScalingBehavior.Select;
import io.flyball.policy.document.ScalingConfig;
import io.flyball.policy.scale.InstanceScaling.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InstanceScalingTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final ScalingConfig config = config(2, 10, 1.5, Duration.ofSeconds(10), Duration.ofSeconds(60));

    @Test
    void theLargestProposalWinsAndEveryProposalIsTold() {
        Decision decision = decide(4, Proposal.of(5, "cpu -> 5"), Proposal.of(6, "throughput -> 6"));
        assertThat(decision.desired()).isEqualTo(6);
        assertThat(decision.reasons()).containsExactly("cpu -> 5", "throughput -> 6");
    }

    @Test
    void aFailedRuleForbidsShrinkingButNotGrowth() {
        assertThat(decide(4, Proposal.failed("cpu: no reading"), Proposal.of(2, "x"))
                        .desired())
                .isEqualTo(4);
        assertThat(decide(4, Proposal.failed("cpu: no reading"), Proposal.of(5, "x"))
                        .desired())
                .isEqualTo(5);
        assertThat(decide(4, Proposal.failed("cpu: no reading")).desired()).isEqualTo(4);
    }

    @Test
    void explainsEveryGuardThatBit() {
        Decision decision = decide(4, Proposal.of(40, "throughput -> 40"));
        assertThat(decision.desired()).isEqualTo(6);
        assertThat(decision.reasons())
                .containsExactly(
                        "throughput -> 40",
                        "behavior.scaleUp allows 8 now, not 40",
                        "capped to 6 by the scaling factor 1.5 from 8");
    }

    @Test
    void outsideItsBoundsTheCountIsBoundAtOnce() {
        ScalingHistory justChanged = ScalingHistory.NONE.changed(NOW, 1);
        assertThat(InstanceScaling.decide(NOW, 12, config, List.of(), justChanged)
                        .decision()
                        .desired())
                .isEqualTo(10);
        assertThat(InstanceScaling.decide(NOW, 1, config, List.of(), justChanged)
                        .decision()
                        .desired())
                .isEqualTo(2);
    }

    @Test
    void nothingShrinksBeforeTheStabilizationWindowIsOver() {
        ScalingHistory history = ScalingHistory.NONE;
        Outcome first = InstanceScaling.decide(NOW, 5, config, List.of(Proposal.of(2, "x")), history);
        assertThat(first.decision().desired()).isEqualTo(5);
        Outcome later =
                InstanceScaling.decide(NOW.plusSeconds(59), 5, config, List.of(Proposal.of(2, "x")), first.history());
        assertThat(later.decision().desired()).isEqualTo(5);
        Outcome after =
                InstanceScaling.decide(NOW.plusSeconds(61), 5, config, List.of(Proposal.of(2, "x")), later.history());
        assertThat(after.decision().desired()).isEqualTo(2);
    }

    /** The window of 60 s is empty after an outage of 70 s; what was wanted meanwhile nobody knows. */
    @Test
    void theFirstReadingAfterAnOutageDoesNotShrinkAtOnce() {
        List<Proposal> failed = List.of(Proposal.failed("cpu: no reading"));
        List<Proposal> two = List.of(Proposal.of(2, "x"));
        ScalingHistory history = InstanceScaling.decide(
                        NOW, 5, config, List.of(Proposal.of(5, "x")), ScalingHistory.NONE)
                .history();
        for (int second = 10; second <= 70; second += 10) {
            history = InstanceScaling.decide(NOW.plusSeconds(second), 5, config, failed, history)
                    .history();
        }
        Outcome first = InstanceScaling.decide(NOW.plusSeconds(80), 5, config, two, history);
        assertThat(first.decision().desired()).isEqualTo(5);
        Outcome later = InstanceScaling.decide(NOW.plusSeconds(139), 5, config, two, first.history());
        assertThat(later.decision().desired()).isEqualTo(5);
        Outcome after = InstanceScaling.decide(NOW.plusSeconds(141), 5, config, two, later.history());
        assertThat(after.decision().desired()).isEqualTo(2);
    }

    @Test
    void noSecondChangeWithinTheCooldown() {
        ScalingHistory history = ScalingHistory.NONE.changed(NOW.minusSeconds(9), 1);
        Decision decision = InstanceScaling.decide(NOW, 4, config, List.of(Proposal.of(6, "x")), history)
                .decision();
        assertThat(decision.isHold()).isTrue();
        assertThat(decision.reasons()).last().asString().startsWith("cooldown: the last change was 9 s ago");
        ScalingHistory older = ScalingHistory.NONE.changed(NOW.minusSeconds(10), 1);
        assertThat(InstanceScaling.decide(NOW, 4, config, List.of(Proposal.of(6, "x")), older)
                        .decision()
                        .desired())
                .isEqualTo(6);
    }

    @Test
    void rateLimitsCountFromTheStartOfTheirPeriod() {
        // 6 now, 2 of them added within the period: from 4, at most max(4 + 4, 4 * 2) = 8
        List<ScaleEvent> events =
                List.of(new ScaleEvent(2, NOW.minusSeconds(14)), new ScaleEvent(3, NOW.minusSeconds(15)));
        assertThat(RateLimit.up(NOW, 6, events, PolicyDefaults.SCALE_UP)).isEqualTo(8);
        Direction down = new Direction(
                Duration.ZERO,
                Select.MIN,
                List.of(new Limit(true, 50, Duration.ofSeconds(60)), new Limit(false, 1, Duration.ofSeconds(60))),
                0.1);
        assertThat(RateLimit.down(NOW, 10, List.of(), down)).isEqualTo(9);
        Direction off = new Direction(Duration.ZERO, Select.DISABLED, down.policies(), 0.1);
        assertThat(RateLimit.down(NOW, 10, List.of(), off)).isEqualTo(10);
    }

    @Test
    void stabilizationTakesTheLeastForGrowthAndTheMostForShrinking() {
        List<Recommended> log = List.of(
                new Recommended(7, NOW.minusSeconds(200)),
                new Recommended(20, NOW.minusSeconds(300)),
                new Recommended(4, NOW));
        Duration fiveMinutes = Duration.ofSeconds(300);
        assertThat(Stabilization.apply(NOW, 10, 4, log, Duration.ZERO, fiveMinutes)
                        .replicas())
                .isEqualTo(7);
        assertThat(Stabilization.apply(NOW, 2, 9, log, fiveMinutes, Duration.ZERO)
                        .replicas())
                .isEqualTo(4);
    }

    /** Holds for every load and every pause; a failure names its seed. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.policy.Seeds#all")
    void neverLeavesItsBoundsNorExceedsItsStepNorHurries(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ScalingHistory history = ScalingHistory.NONE;
        Instant now = NOW;
        int current = random.nextInt(2, 11);
        Instant lastChange = Instant.EPOCH;
        int level = 0;
        for (int i = 0; i < 500; i++) {
            level = i % 25 == 0 ? random.nextInt(0, 40) : level; // long enough for the stabilization window to forget
            now = now.plusSeconds(random.nextInt(1, 20));
            List<Proposal> proposals = new ArrayList<>();
            boolean failed = false;
            for (int rule = 0; rule < 2; rule++) {
                boolean fails = random.nextInt(5) == 0;
                failed |= fails;
                proposals.add(
                        fails
                                ? Proposal.failed("failed")
                                : Proposal.of(Math.max(0, level - random.nextInt(3)), "wants"));
            }
            Outcome outcome = InstanceScaling.decide(now, current, config, proposals, history);
            Decision decision = outcome.decision();
            history = outcome.history();
            assertThat(decision.reasons()).isNotEmpty();
            assertThat(decision.desired()).isBetween(2, 10).isLessThanOrEqualTo(Math.max(current + 1, (int)
                    (current * 1.5)));
            if (failed) {
                assertThat(decision.shrinks()).isFalse();
            }
            if (!decision.isHold()) {
                assertThat(Duration.between(lastChange, now)).isGreaterThanOrEqualTo(Duration.ofSeconds(10));
                lastChange = now;
                history = history.changed(now, decision.desired() - current);
                current = decision.desired();
            }
        }
    }

    private Decision decide(int current, Proposal... proposals) {
        return InstanceScaling.decide(NOW, current, config, List.of(proposals), ScalingHistory.NONE)
                .decision();
    }

    private static ScalingConfig config(int min, int max, double factor, Duration cooldown, Duration stabilizeDown) {
        Direction down = new Direction(stabilizeDown, Select.MAX, PolicyDefaults.SCALE_DOWN.policies(), 0.1);
        return new ScalingConfig(
                min, max, factor, cooldown, List.of(), new ScalingBehavior(PolicyDefaults.SCALE_UP, down));
    }
}
