package io.flyball.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.simulator.scenario.Breaking.Point;
import org.junit.jupiter.api.Test;

class BreakingTest {
    private static final long STEP = 300_000;

    /** Steps of 5 min and 100/s each, looked at every 15 s. */
    private static Breaking breaking(double violatedFrom, double lostFrom) {
        Breaking breaking = new Breaking(STEP);
        for (long now = 0; now < 10 * STEP; now += 15_000) {
            double load = 100 * (1 + now / STEP);
            breaking.see(now, load, load > violatedFrom ? 1 : 0, load > lostFrom ? load - lostFrom : 0);
        }
        return breaking;
    }

    @Test
    void theFirstStepThatFailsIsWhereItBreaks() {
        assertThat(breaking(650, 1e9).found()).contains(new Point(6 * STEP, 700, 600));
        assertThat(breaking(650, 500).found()).contains(new Point(5 * STEP, 600, 500));
        assertThat(breaking(0, 1e9).found()).contains(new Point(0, 100, 0));
    }

    @Test
    void whatCarriesAllBreaksNowhere() {
        Breaking breaking = breaking(1e9, 1e9);
        assertThat(breaking.found()).isEmpty();
        assertThat(breaking.carried()).isEqualTo(1000);
    }

    @Test
    void theFirstHalfOfAStepIsForgiven() {
        Breaking breaking = new Breaking(STEP);
        for (long now = 0; now < 10 * STEP; now += 15_000) {
            breaking.see(now, 100, now % STEP < STEP / 2 ? 1 : 0, 0);
        }
        assertThat(breaking.found()).isEmpty();
    }

    @Test
    void oneInAHundredMayBeLost() {
        Breaking breaking = new Breaking(STEP);
        breaking.see(STEP - 1, 100, 0, 1);
        breaking.see(2 * STEP - 1, 100, 0, 1.01);
        assertThat(breaking.found()).contains(new Point(STEP, 100, 100));
    }
}
