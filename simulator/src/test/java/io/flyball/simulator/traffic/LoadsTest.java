package io.flyball.simulator.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flyball.simulator.traffic.shape.Constant;
import io.flyball.simulator.traffic.shape.Diurnal;
import io.flyball.simulator.traffic.shape.Ramp;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Load clock = millis -> millis / 1000.0;

    @Test
    void loadsAddUp() {
        assertThat(Loads.sum(List.of(new Constant(3), clock)).at(2_000)).isEqualTo(5);
        assertThat(Loads.sum(List.of()).at(2_000)).isZero();
    }

    @Test
    void timeRunsFasterLaterAndInPieces() {
        assertThat(Loads.faster(clock, 24).at(1_000)).isEqualTo(24);
        assertThat(Loads.faster(clock, 0.5).at(1_000)).isEqualTo(0.5);
        assertThat(Loads.later(clock, MINUTE).at(59_000)).isZero();
        assertThat(Loads.later(clock, MINUTE).at(61_000)).isEqualTo(1);
        assertThat(Loads.repeat(clock, MINUTE).at(61_000)).isEqualTo(1);
        Load piece = Loads.slice(clock, MINUTE, MINUTE.multipliedBy(2));
        assertThat(piece.at(0)).isEqualTo(60);
        assertThat(piece.at(61_000)).isEqualTo(120);
    }

    @Test
    void scalingMeetsThePeakOrTheQuantile() {
        Load day = new Diurnal(10, 90, Duration.ofHours(14), List.of(0.3));
        assertThat(Measured.of(Loads.toPeak(day, 2000, DAY), DAY).peak()).isCloseTo(2000, within(1e-6));
        assertThat(Measured.of(Loads.toQuantile(day, 0.99, 2000, DAY), DAY).quantile(0.99))
                .isCloseTo(2000, within(1e-6));
        assertThat(Loads.toPeak(new Constant(0), 2000, DAY).at(5)).isZero();
    }

    /** A ramp from 0 to 100 spends equal time at every level. */
    @Test
    void quantilesAreSharesOfTime() {
        Measured ramp = Measured.of(new Ramp(0, 100, Duration.ZERO, DAY), DAY);
        assertThat(ramp.quantile(0.25)).isCloseTo(25, within(0.01));
        assertThat(ramp.quantile(1)).isEqualTo(100);
        assertThat(ramp.mean()).isCloseTo(50, within(0.01));
    }

    @Test
    void numbersThatNoLoadIsMadeOfAreRefusedByName() {
        assertThatThrownBy(() -> new Constant(Double.NaN)).hasMessage("rate = NaN: must be a number from 0 up");
        assertThatThrownBy(() -> new Constant(-1)).hasMessage("rate = -1.0: must be a number from 0 up");
        assertThatThrownBy(() -> Loads.faster(clock, 0)).hasMessage("factor = 0.0: must be a number above 0.0");
        assertThatThrownBy(() -> Loads.slice(clock, MINUTE, MINUTE)).hasMessage("to = PT1M: must be after from (PT1M)");
    }
}
