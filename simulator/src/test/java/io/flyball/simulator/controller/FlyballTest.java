package io.flyball.simulator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.protocol.model.ServiceName;
import io.flyball.simulator.controller.Controller.Mark;
import io.flyball.simulator.plant.SimplePlant;
import io.flyball.simulator.run.Run;
import io.flyball.simulator.run.Totals;
import io.flyball.simulator.traffic.Load;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlyballTest {
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;
    private static final long STEP = 15_000;
    private static final Bounds BOUNDS = new Bounds(2, 50);

    /** From 30 to 100 within a minute each day at nine, back at five. */
    private static final Load OFFICE = millis -> {
        long ofDay = millis % DAY;
        double up = Math.max(0, Math.min(1, (ofDay - 9 * HOUR) / 60_000.0));
        return ofDay < 17 * HOUR ? 30 + 70 * up : 30;
    };

    @Test
    void afterSomeDaysItIsReadyForAJumpThatHpaMeetsTooLate() {
        Totals flyball = run(new Flyball(DefaultPolicy.within(BOUNDS)), OFFICE, 5 * DAY, new ArrayList<>());
        Totals hpa = run(new Hpa(BOUNDS, 0.6), OFFICE, 5 * DAY, new ArrayList<>());
        assertThat(flyball.violationPct()).isLessThan(0.5 * hpa.violationPct());
        assertThat(flyball.meanInstances()).isLessThan(1.1 * hpa.meanInstances());
    }

    @Test
    void everyDecisionSaysWhatItLeansOn() {
        List<Mark> marks = new ArrayList<>();
        run(new Flyball(DefaultPolicy.within(BOUNDS)), OFFICE, 3 * DAY, marks);
        assertThat(marks).hasSizeGreaterThan(8);
        assertThat(marks.get(marks.size() - 1).reasons())
                .anySatisfy(
                        reason -> assertThat(reason).contains("headroom of cpu").contains("leans"));
    }

    @Test
    void aNewPlannerNeverShrinksWhatItDoesNotKnowYet() {
        SimplePlant plant = new SimplePlant(new ServiceName("a"), 10, 120_000, 6, 0);
        Flyball flyball = new Flyball(DefaultPolicy.within(BOUNDS));
        int least = Integer.MAX_VALUE;
        for (long now = 0; now < 2 * HOUR; now += STEP) {
            plant.advance(now, millis -> 36);
            if (now % (10 * 60_000) == 0) {
                flyball.failOver(now);
            }
            flyball.tick(now, plant);
            least = Math.min(least, plant.target());
        }
        assertThat(least).isGreaterThanOrEqualTo(6);
    }

    private static Totals run(Controller controller, Load load, long length, List<Mark> marks) {
        SimplePlant plant = new SimplePlant(new ServiceName("a"), 10, 120_000, 5, 0);
        return new Run(plant, load, controller, 0, length, STEP)
                .go(moment -> marks.addAll(controller.marks()), share -> {});
    }
}
