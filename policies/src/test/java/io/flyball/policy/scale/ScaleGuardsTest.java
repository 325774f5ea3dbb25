package io.flyball.policy.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.document.ScalingConfig.FlapBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScaleGuardsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final FlapBudget TEN_AN_HOUR = new FlapBudget(10, Duration.ofHours(1));

    @Test
    void shrinkingKeepsToTheFlapBudgetAndGrowthOverdrawsIt() {
        FlapLog eight = FlapLog.NONE
                .plus(NOW.minusSeconds(3600), 7) // an hour ago: no longer counts
                .plus(NOW.minusSeconds(3599), 5)
                .plus(NOW.minusSeconds(60), -3);
        FlapGuard guard = new FlapGuard(NOW, TEN_AN_HOUR, eight);
        assertThat(guard.limit(wants(12, 7)).desired()).isEqualTo(10);
        assertThat(guard.limit(wants(12, 7)).reasons())
                .last()
                .isEqualTo("flap budget: 8 of 10 starts and stops in 60 min are used, so 2 may stop");
        assertThat(guard.limit(wants(12, 10)).reasons()).hasSize(1);
        Decision growth = guard.limit(wants(12, 17));
        assertThat(growth.desired()).isEqualTo(17);
        assertThat(growth.reasons())
                .last()
                .isEqualTo("flap budget: 8 of 10 starts and stops in 60 min are used, overdrawn by 3: growth is for"
                        + " safety");
        assertThat(new FlapGuard(NOW, TEN_AN_HOUR, eight.plus(NOW, 9))
                        .limit(wants(12, 7))
                        .isHold())
                .isTrue();
    }

    @Test
    void theLogOfStartsAndStopsIsBoundedAndForgetsNothingTooSoon() {
        FlapLog log = FlapLog.NONE;
        for (int i = 1000; i > 0; i--) {
            log = log.plus(NOW.minusSeconds(i), i % 2 == 0 ? 1 : -1);
        }
        assertThat(log.moves()).hasSize(FlapLog.MOST);
        assertThat(log.moved(NOW, Duration.ofHours(1))).isEqualTo(1000);
    }

    @Test
    void theUsualHoldIsTheMiddleTimeFromAStopToTheNextStart() {
        FlapLog log = FlapLog.NONE
                .plus(NOW.minusSeconds(900), -1)
                .plus(NOW.minusSeconds(840), 1)
                .plus(NOW.minusSeconds(800), -1)
                .plus(NOW.minusSeconds(500), 2)
                .plus(NOW.minusSeconds(400), -1)
                .plus(NOW.minusSeconds(280), 1);
        assertThat(log.usualHold()).contains(Duration.ofSeconds(120));
        assertThat(FlapLog.NONE.usualHold()).isEmpty();
    }

    @Test
    void nothingShrinksOnSamplesFromBeforeTheLastChangeSettled() {
        SettleGuard guard =
                new SettleGuard(NOW.minusSeconds(15), Optional.of(NOW.minusSeconds(60)), Duration.ofSeconds(60));
        assertThat(guard.limit(wants(5, 3)).isHold()).isTrue();
        assertThat(guard.limit(wants(5, 3)).reasons())
                .last()
                .isEqualTo("settling: the samples begin 45 s after the last change, it settles for 60 s");
        assertThat(guard.limit(wants(5, 7)).desired()).isEqualTo(7);
        SettleGuard later = new SettleGuard(NOW, Optional.of(NOW.minusSeconds(60)), Duration.ofSeconds(60));
        assertThat(later.limit(wants(5, 3)).desired()).isEqualTo(3);
    }

    @Test
    void shrinksOnlyAsFarAsThoseThatRemainCanCarry() {
        AfterShrink guard = new AfterShrink("cpu", 0.62, 0.05, 0.75);
        assertThat(guard.limit(wants(4, 3)).reasons()).last().isEqualTo("3 would be at 81 % cpu, at most 75 %: 4 stay");
        assertThat(guard.limit(wants(10, 4)).desired()).isEqualTo(9); // 0.57 * 10 / 0.7 = 8.1
        assertThat(guard.limit(wants(10, 9)).reasons()).hasSize(1);
        assertThat(new AfterShrink("cpu", Double.NaN, 0, 0.75)
                        .limit(wants(4, 3))
                        .isHold())
                .isTrue();
        assertThat(new AfterShrink("cpu", Double.NaN, 0, 0.75)
                        .limit(wants(4, 5))
                        .desired())
                .isEqualTo(5);
    }

    @Test
    void anOutageFreezesShrinkingUntilTenMinutesAfterItsLastSight() {
        OutageWatch watch = usual();
        OutageWatch out = watch.seeing(NOW, 300, 0.06, 0.9);
        assertThat(out.guard(NOW.plusSeconds(1)).limit(wants(8, 3)).isHold()).isTrue();
        assertThat(out.guard(NOW).limit(wants(8, 3)).reasons())
                .last()
                .isEqualTo("outage: load fell from 800 to 300/s on 90 % of the instances while errors rose from 0.2 to"
                        + " 6.0 %: nothing shrinks for another 600 s");
        assertThat(out.guard(NOW).limit(wants(8, 9)).desired()).isEqualTo(9);
        assertThat(out.guard(NOW.plusSeconds(600)).limit(wants(8, 3)).desired()).isEqualTo(3);
        OutageWatch stillOut = out.seeing(NOW.plusSeconds(300), 300, 0.06, 0.9);
        assertThat(stillOut.guard(NOW.plusSeconds(899)).limit(wants(8, 3)).isHold())
                .isTrue();
    }

    @Test
    void aQuietHourIsNoOutage() {
        assertThat(usual().seeing(NOW, 300, 0.002, 0.9).frozenUntil()).isEmpty(); // no errors
        assertThat(usual().seeing(NOW, 790, 0.06, 0.1).frozenUntil()).isEmpty(); // errors, but the load is there
        assertThat(usual().seeing(NOW, 300, 0.06, 0.3).frozenUntil()).isEmpty(); // only some instances
        assertThat(usual().seeing(NOW, Double.NaN, 0.06, 0.9).frozenUntil()).isEmpty();
    }

    private static OutageWatch usual() {
        OutageWatch watch = OutageWatch.NONE;
        for (int i = 60; i > 0; i--) {
            watch = watch.seeing(NOW.minusSeconds(15L * i), 800, 0.002, 0.1);
        }
        return watch;
    }

    private static Decision wants(int current, int desired) {
        return new Decision(current, desired, List.of("the rules want " + desired));
    }
}
