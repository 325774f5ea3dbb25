package io.flyball.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flyball.simulator.fault.Fault.Crash;
import io.flyball.simulator.fault.Fault.Hang;
import io.flyball.simulator.fault.Fault.MetricLoss;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FaultPlanTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final List<String> TEN =
            IntStream.range(0, 10).mapToObj(i -> "shop-" + i).toList();

    private static PlannedFault hang(Timing timing) {
        return new PlannedFault(new Hang(), Hit.count(3), timing);
    }

    private static Timing each(Duration every, Duration jitter) {
        return new Timing(MINUTE, MINUTE.multipliedBy(5), Optional.of(every), jitter);
    }

    @Test
    void beginsAndEndsInTheOrderOfTime() {
        FaultPlan plan = FaultPlan.of(
                List.of(
                        hang(Timing.once(HOUR, MINUTE)),
                        new PlannedFault(new Crash(), Hit.ONE, Timing.once(HOUR, Duration.ZERO)),
                        hang(Timing.once(MINUTE, HOUR))),
                1,
                DAY);
        assertThat(plan.events())
                .extracting(event -> event.at() / 60_000 + " " + event.begins() + " "
                        + event.fault().word())
                .containsExactly("1 true hang", "60 true hang", "60 true crash", "61 false hang", "61 false hang");
        assertThat(plan.at(60 * 60_000L)).hasSize(2);
        assertThat(plan.at(61 * 60_000L)).isEmpty();
    }

    @Test
    void repeatsUntilTheRunEnds() {
        FaultPlan plan = FaultPlan.of(List.of(hang(each(HOUR, Duration.ZERO))), 1, HOUR.multipliedBy(3));
        assertThat(plan.events()).extracting(FaultEvent::begins).containsExactly(true, false, true, false, true, false);
        assertThat(FaultPlan.of(List.of(hang(Timing.once(DAY, HOUR))), 1, HOUR).events())
                .isEmpty();
        FaultPlan open = FaultPlan.of(List.of(hang(Timing.once(HOUR, DAY))), 1, HOUR.multipliedBy(2));
        assertThat(open.events()).hasSize(1);
        assertThat(open.at(HOUR.multipliedBy(2).toMillis())).hasSize(1);
    }

    @Test
    void backToBackFaultsDoNotOverlap() {
        FaultPlan plan = FaultPlan.of(List.of(hang(each(MINUTE.multipliedBy(5), Duration.ZERO))), 1, HOUR);
        assertThat(plan.events()).extracting(FaultEvent::begins).startsWith(true, false, true, false);
    }

    @Test
    void tooManyOccurrencesAreRefused() {
        PlannedFault often = hang(new Timing(MINUTE, MINUTE, Optional.of(Duration.ofMillis(1)), Duration.ZERO));
        assertThatThrownBy(() -> FaultPlan.of(List.of(often), 1, DAY))
                .hasMessageStartingWith("faults = ")
                .hasMessageEndingWith("must be at most 100000");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.simulator.Seeds#all")
    void theSeedAloneDecidesWhenAndWhom(long seed) {
        List<PlannedFault> faults = List.of(hang(each(HOUR, MINUTE.multipliedBy(30))));
        FaultPlan plan = FaultPlan.of(faults, seed, DAY);
        assertThat(plan.events()).isSortedAccordingTo((a, b) -> Long.compare(a.at(), b.at()));
        assertThat(signature(plan)).isEqualTo(signature(FaultPlan.of(faults, seed, DAY)));
        assertThat(signature(plan)).isNotEqualTo(signature(FaultPlan.of(faults, seed + 1, DAY)));
        List<FaultEvent> handed = new ArrayList<>();
        FaultPlan.Cursor cursor = plan.cursor();
        for (long now = 0; now <= DAY.toMillis(); now += 977_777) {
            List<FaultEvent> due = cursor.due(now);
            long time = now;
            assertThat(due).allMatch(event -> event.at() <= time);
            assertThat(cursor.nextAt()).isGreaterThan(now);
            handed.addAll(due);
        }
        handed.addAll(cursor.due(Long.MAX_VALUE));
        assertThat(handed).isEqualTo(plan.events());
    }

    private static List<String> signature(FaultPlan plan) {
        return plan.events().stream()
                .map(event -> event.at() + " " + event.victims(TEN))
                .toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.simulator.Seeds#all")
    void whoComesAndGoesDoesNotMoveTheOtherVictims(long seed) {
        FaultEvent event = FaultPlan.of(
                        List.of(new PlannedFault(new MetricLoss(), Hit.share(0.5), Timing.once(HOUR, HOUR))), seed, DAY)
                .events()
                .get(0);
        List<String> victims = event.victims(TEN);
        assertThat(victims).hasSize(5).isSubsetOf(TEN).isSorted();
        List<String> survivors = new ArrayList<>(TEN);
        String gone =
                TEN.stream().filter(name -> !victims.contains(name)).findFirst().orElseThrow();
        survivors.remove(gone);
        assertThat(event.victims(survivors)).isEqualTo(victims); // 5 of 9, the same
    }

    @Test
    void everyInstanceIsHitAboutAsOften() {
        int[] hits = new int[10];
        for (int seed = 0; seed < 2_000; seed++) {
            FaultEvent event = FaultPlan.of(List.of(hang(Timing.once(HOUR, HOUR))), seed, DAY)
                    .events()
                    .get(0);
            event.victims(TEN).forEach(name -> hits[TEN.indexOf(name)]++);
        }
        assertThat(IntStream.of(hits)).allMatch(hit -> hit > 500 && hit < 700); // 600 +- 20
    }

    @Test
    void sharesAreRoundedUpAndCountsEndWithTheFleet() {
        assertThat(Hit.share(0.1).of(25)).isEqualTo(3);
        assertThat(Hit.share(0.1).of(20)).isEqualTo(2);
        assertThat(Hit.share(0.5).of(0)).isZero();
        assertThat(Hit.count(5).of(3)).isEqualTo(3);
        assertThat(Hit.ALL.of(7)).isEqualTo(7);
    }
}
