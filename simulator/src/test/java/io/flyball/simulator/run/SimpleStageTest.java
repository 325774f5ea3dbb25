package io.flyball.simulator.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flyball.simulator.traffic.Load;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SimpleStageTest {
    @Test
    void twentyInstancesCarryThe99thPercentileAtTheTarget() {
        Stage stage = of(millis -> millis == 0 ? 290 : 1200, Duration.ofHours(10));
        assertThat(stage.perInstance()).isCloseTo(60, within(1e-9));
        assertThat(stage.begin()).isEqualTo(5);
        assertThat(stage.plants().get().target()).isEqualTo(5);
    }

    @Test
    void quantilesLieBetweenRanks() {
        double[] sorted = {1, 2, 4};
        assertThat(SimpleStage.quantile(sorted, 0.5)).isEqualTo(2);
        assertThat(SimpleStage.quantile(sorted, 0.75)).isEqualTo(3);
        assertThat(SimpleStage.quantile(sorted, 1)).isEqualTo(4);
        assertThat(SimpleStage.quantile(new double[] {7}, 0.99)).isEqualTo(7);
    }

    @Test
    void beginsWithinItsBounds() {
        assertThat(of(millis -> millis == 0 ? 0 : 10, Duration.ofHours(10)).begin())
                .isEqualTo(2);
        assertThat(of(millis -> millis == 0 ? 1e6 : 10, Duration.ofHours(10)).begin())
                .isEqualTo(200);
    }

    @Test
    void aServiceThatIsNearlyAlwaysIdleIsSizedByItsHighestMinute() {
        Stage stage = of(millis -> millis == 60_000 ? 12 : 0, Duration.ofDays(1));
        assertThat(stage.perInstance()).isCloseTo(0.6, within(1e-9));
    }

    @Test
    void noLoadIsRefused() {
        assertThatThrownBy(() -> of(millis -> 0, Duration.ofHours(1))).hasMessageContaining("a load above 0");
        assertThatThrownBy(() -> of(millis -> 1, Duration.ofDays(100_000))).hasMessageContaining("must be at most");
    }

    private static Stage of(Load load, Duration length) {
        return SimpleStage.of("x", load, length, Duration.ofMinutes(2), SimpleStage.BOUNDS, 1);
    }
}
