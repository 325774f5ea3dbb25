package io.flyball.simulator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.protocol.model.InstanceState;
import io.flyball.protocol.model.ServiceName;
import io.flyball.simulator.plant.SimplePlant;
import io.flyball.simulator.run.Run;
import io.flyball.simulator.run.Totals;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class VpaTest {
    private static final long DAY = 86_400_000;
    private static final long STEP = 15_000;

    @Test
    void fewBusyInstancesGrowInSizeInsteadOfNumberAndNeverMoreThanHalfAtOnce() {
        SimplePlant plant = new SimplePlant(new ServiceName("a"), 10, 120_000, 4, 0);
        Vpa vpa = new Vpa();
        AtomicInteger mostStarting = new AtomicInteger();
        Totals totals = new Run(plant, millis -> 60, vpa, 0, 4 * DAY, STEP)
                .go(
                        moment -> mostStarting.accumulateAndGet(
                                (int) plant.instances().stream()
                                        .filter(view -> view.state() == InstanceState.STARTING)
                                        .count(),
                                Math::max),
                        share -> {});
        assertThat(plant.instances()).hasSize(4);
        assertThat(plant.interval().utilization()).isBetween(0.7, 0.9); // 90th percentile and 15 %
        assertThat(plant.interval().running()).isGreaterThan(6);
        assertThat(mostStarting.get()).isBetween(1, 2);
        assertThat(totals.actionsPerDay()).isZero();
        assertThat(vpa.marks())
                .isNotEmpty()
                .allSatisfy(mark -> assertThat(mark.reasons()).isNotEmpty());
    }
}
