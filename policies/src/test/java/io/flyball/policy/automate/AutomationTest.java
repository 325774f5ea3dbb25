package io.flyball.policy.automate;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.automate.Automation.Outcome;
import io.flyball.protocol.model.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AutomationTest {
    private static final Instant TWO = Instant.parse("2026-11-23T02:00:00Z");
    private static final Action COLLECT = new Action("collect", Map.of());
    private static final Action LITTLE = new Action("custom.little", Map.of("target", "0.7"));

    private final AutomationPlan nightly = AutomationPlan.of(
            Optional.of(Cron.parse("0 0 2 * * ?", ZoneOffset.UTC)), List.of(), List.of(COLLECT, LITTLE));

    private final AutomationPlan onHeap = AutomationPlan.of(
            Optional.empty(),
            List.of(new AlertRule("heap.live.ratio", true, 0.85, Duration.ofSeconds(10), 0.8)),
            List.of(COLLECT));

    private Automation automation = Automation.NEW;

    @Test
    void runsItsActionsInOrderOnceWhenTheyAreDue() {
        assertThat(at(TWO.minusSeconds(5), nightly)).isEmpty();
        String cause = "schedule '0 0 2 * * ?' was due at 2026-11-23T02:00:00Z";
        assertThat(at(TWO, nightly)).containsExactly(new Outcome.Run(COLLECT, cause), new Outcome.Run(LITTLE, cause));
        assertThat(at(TWO.plusSeconds(5), nightly)).isEmpty();
        assertThat(at(TWO.plusSeconds(86_400), nightly)).hasSize(2);
    }

    @Test
    void aNewPolicyDoesNotMakeGoodWhatWasBefore() {
        assertThat(at(TWO, nightly)).isEmpty();
    }

    @Test
    void missedTimesAreMadeGoodByOneRunIfNotTooLongAgo() {
        AutomationPlan often =
                AutomationPlan.of(Optional.of(Cron.parse("*/10 * * * *", ZoneOffset.UTC)), List.of(), List.of(COLLECT));
        at(TWO, often);
        assertThat(at(TWO.plus(Duration.ofHours(5)), often)).hasSize(1);
        at(TWO.minusSeconds(5), nightly);
        automation = Automation.since(TWO.minusSeconds(5));
        assertThat(at(TWO.plus(Duration.ofMinutes(59)), nightly)).hasSize(2);
        automation = Automation.since(TWO.minusSeconds(5));
        assertThat(at(TWO.plus(Duration.ofMinutes(61)), nightly))
                .containsExactly(new Outcome.LeftOut(
                        "too-late", "due at 2026-11-23T02:00:00Z, 3660 s ago: made good only within 3600 s"));
        assertThat(at(TWO.plus(Duration.ofMinutes(62)), nightly)).isEmpty();
    }

    @Test
    void whatFallsDueWhileFrozenIsLeftOutAndNotMadeGood() {
        at(TWO.minusSeconds(5), nightly);
        Step<Automation, Outcome> frozen = automation.step(TWO, nightly, Map.of(), Optional.of("frozen: release day"));
        assertThat(frozen.effects())
                .containsExactly(new Outcome.LeftOut(
                        "stopped",
                        "schedule '0 0 2 * * ?' was due at 2026-11-23T02:00:00Z, left out: frozen: release day"));
        assertThat(frozen.next()
                        .step(TWO.plusSeconds(5), nightly, Map.of(), Optional.empty())
                        .effects())
                .isEmpty();
    }

    @Test
    void aThresholdThatFiresStartsTheActionsOnceAndAgainOnlyAfterAGap() {
        assertThat(heap(0, 0.9)).extracting(Object::getClass).containsExactly(told());
        assertThat(heap(10, 0.9))
                .last()
                .isEqualTo(
                        new Outcome.Run(COLLECT, "heap.live.ratio above 0.85 on n-1: 0.9000 is above 0.8500 for 10 s"));
        assertThat(heap(20, 0.9)).isEmpty();
        heap(30, 0.7);
        heap(40, 0.9);
        assertThat(heap(50, 0.9))
                .last()
                .isInstanceOfSatisfying(
                        Outcome.LeftOut.class, left -> assertThat(left.topic()).isEqualTo("gap"));
        heap(60, 0.7);
        heap(310, 0.9);
        assertThat(heap(320, 0.9)).last().isInstanceOf(Outcome.Run.class);
    }

    @Test
    void aClockSetBackALittleRepeatsNothingAndFarBackCountsAnew() {
        at(TWO.minusSeconds(5), nightly);
        assertThat(at(TWO, nightly)).hasSize(2);
        assertThat(at(TWO.minusSeconds(300), nightly)).isEmpty();
        assertThat(at(TWO.plusSeconds(1), nightly)).isEmpty();
        assertThat(at(TWO.minus(Duration.ofDays(3)), nightly))
                .extracting(outcome -> ((Outcome.LeftOut) outcome).topic())
                .containsExactly("clock");
        assertThat(at(TWO.minus(Duration.ofDays(2)), nightly)).hasSize(2);
    }

    /** However irregularly it looks: a run for every look with a due time before it, and never more. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.policy.Seeds#all")
    void runsAtMostOncePerLookAndNeverWithoutADueTime(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int minutes = random.nextInt(1, 30);
        Cron cron = Cron.parse("0 */" + minutes + " * * * ?", ZoneOffset.UTC);
        AutomationPlan plan = AutomationPlan.of(Optional.of(cron), List.of(), List.of(COLLECT));
        Instant last = TWO;
        at(last, plan);
        for (int i = 0; i < 200; i++) {
            Instant now = last.plusSeconds(random.nextInt(5) == 0 ? random.nextInt(3_000) : random.nextInt(120));
            List<Outcome> outcomes = at(now, plan);
            boolean due = false;
            for (Instant time = last.plusSeconds(1); !time.isAfter(now); time = time.plusSeconds(1)) {
                due |= time.getEpochSecond() % 60 == 0 && (time.getEpochSecond() / 60 % 60) % minutes == 0;
            }
            assertThat(outcomes).hasSize(due ? 1 : 0);
            last = now;
        }
    }

    private static Class<?> told() {
        return Outcome.Told.class;
    }

    private List<Outcome> at(Instant now, AutomationPlan plan) {
        return look(now, plan, Map.of());
    }

    private List<Outcome> heap(int second, double value) {
        return look(TWO.plusSeconds(second), onHeap, Map.of("n-1", Map.of("heap.live.ratio", value)));
    }

    private List<Outcome> look(Instant now, AutomationPlan plan, Map<String, Map<String, Double>> readings) {
        Step<Automation, Outcome> step = automation.step(now, plan, readings, Optional.empty());
        automation = step.next();
        return new ArrayList<>(step.effects());
    }
}
