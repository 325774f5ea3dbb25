package io.flyball.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.NodeId;
import io.flyball.simulator.controller.Controller;
import io.flyball.simulator.engine.VirtualTime;
import io.flyball.simulator.fault.Fault.ClockStep;
import io.flyball.simulator.fault.Fault.Crash;
import io.flyball.simulator.fault.Fault.DelayedCommands;
import io.flyball.simulator.fault.Fault.DownstreamOutage;
import io.flyball.simulator.fault.Fault.DuplicatedCommands;
import io.flyball.simulator.fault.Fault.FrozenMetrics;
import io.flyball.simulator.fault.Fault.Hang;
import io.flyball.simulator.fault.Fault.MetricLoss;
import io.flyball.simulator.fault.Fault.PlannerFailover;
import io.flyball.simulator.fault.Fault.ProvisionerBackPressure;
import io.flyball.simulator.fault.Fault.SlowNode;
import io.flyball.simulator.fault.Fault.StartFailure;
import io.flyball.simulator.fault.Fault.ZeroMetrics;
import io.flyball.simulator.fault.Fault.ZoneLoss;
import io.flyball.simulator.plant.Fleet;
import io.flyball.simulator.plant.Fleet.Report;
import io.flyball.simulator.plant.SimplePlant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Ticks each 10 s; every fault here begins at 20 s and ends at 50 s. */
class FaultedControllerTest {
    private static final Duration BEGIN = Duration.ofSeconds(20);
    private static final Duration LASTS = Duration.ofSeconds(30);

    private final BreakablePlant plant = new BreakablePlant(4);
    private final Watcher watcher = new Watcher();

    /** Remembers what it sees, orders what it is told to. */
    private static final class Watcher implements Controller {
        final Map<Long, List<Report>> seen = new TreeMap<>();
        final Map<Long, Integer> targets = new TreeMap<>();
        final List<Long> failovers = new ArrayList<>();
        final Map<Long, Integer> orders = new TreeMap<>();

        @Override
        public String name() {
            return "watcher";
        }

        @Override
        public void tick(long now, Fleet fleet) {
            seen.put(now / 1_000, fleet.reports());
            targets.put(now / 1_000, fleet.target());
            if (orders.containsKey(now / 1_000)) {
                fleet.scale(orders.get(now / 1_000));
            }
        }

        @Override
        public void failOver(long now) {
            failovers.add(now / 1_000);
        }
    }

    private FaultedController run(Hit hit, Fault... faults) {
        List<PlannedFault> planned = new ArrayList<>();
        for (Fault fault : faults) {
            planned.add(new PlannedFault(fault, hit, Timing.once(BEGIN, LASTS)));
        }
        return run(planned);
    }

    private FaultedController run(List<PlannedFault> planned) {
        FaultPlan plan = FaultPlan.of(planned, 1, Duration.ofMinutes(2));
        FaultedController controller = FaultedController.around(watcher, plan);
        for (long now = 0; now <= 100_000; now += 10_000) {
            plant.advance(now, millis -> 0);
            controller.tick(now, plant);
        }
        return controller;
    }

    private List<Integer> reportsSeen() {
        return watcher.seen.values().stream().map(List::size).toList();
    }

    @Test
    void withoutFaultsNothingIsChanged() {
        watcher.orders.put(30L, 6);
        run(List.of());
        assertThat(reportsSeen()).containsExactly(4, 4, 4, 4, 6, 6, 6, 6, 6, 6, 6);
        assertThat(plant.done).containsExactly("scale 6");
        assertThat(watcher.failovers).isEmpty();
    }

    @Test
    void lostMetricsAreMissingWhileItLasts() {
        run(Hit.share(0.5), new MetricLoss());
        assertThat(reportsSeen()).containsExactly(4, 4, 2, 2, 2, 4, 4, 4, 4, 4, 4);
    }

    @Test
    void frozenMetricsRepeatWithNewTimes() {
        run(Hit.ALL, new FrozenMetrics());
        Report late = watcher.seen.get(40L).get(0);
        assertThat(late.sample().values()).containsEntry(Metrics.CPU, 20_000.0);
        assertThat(late.sample().at()).isEqualTo(VirtualTime.at(40_000));
        assertThat(watcher.seen.get(50L).get(0).sample().values()).containsEntry(Metrics.CPU, 50_000.0);
    }

    @Test
    void zeroMetricsAreZeroButForReadiness() {
        run(Hit.ALL, new ZeroMetrics());
        assertThat(watcher.seen.get(30L).get(0).sample().values())
                .containsEntry(Metrics.CPU, 0.0)
                .containsEntry(Metrics.READY, 1.0);
    }

    @Test
    void aSteppedClockStampsOtherTimes() {
        run(Hit.ONE, new ClockStep(Duration.ofMinutes(-5)));
        List<Long> seconds = watcher.seen.get(30L).stream()
                .map(report -> Duration.between(
                                VirtualTime.BEGIN, report.sample().at())
                        .toSeconds())
                .sorted()
                .toList();
        assertThat(seconds).containsExactly(-270L, 30L, 30L, 30L);
    }

    @Test
    void nobodyDecidesWhileThePlannerFailsOver() {
        run(Hit.ALL, new PlannerFailover());
        assertThat(watcher.seen.keySet()).containsExactly(0L, 10L, 50L, 60L, 70L, 80L, 90L, 100L);
        assertThat(watcher.failovers).containsExactly(50L);
    }

    @Test
    void lateOrdersArriveLateAndCountAsOrdered() {
        watcher.orders.put(30L, 6);
        run(Hit.ALL, new DelayedCommands(Duration.ofSeconds(40)));
        assertThat(reportsSeen()).containsExactly(4, 4, 4, 4, 4, 4, 4, 6, 6, 6, 6);
        assertThat(watcher.targets.get(40L)).isEqualTo(6);
        assertThat(plant.done).containsExactly("scale 6");
    }

    @Test
    void ordersThatArriveTwiceSetBackWhatCameBetween() {
        watcher.orders.put(30L, 6);
        watcher.orders.put(60L, 8);
        run(Hit.ALL, new DuplicatedCommands(1, Duration.ofSeconds(40)));
        assertThat(plant.done).containsExactly("scale 6", "scale 8", "scale 6");
        assertThat(watcher.targets.get(100L)).isEqualTo(6);
    }

    @Test
    void crashesHitOthersThanTheOneTheyBegan() {
        run(Hit.count(2), new Crash());
        assertThat(plant.done)
                .hasSize(2)
                .allMatch(one -> one.startsWith("crash shop-"))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatHangsOrIsSlowRecovers() {
        run(Hit.ONE, new Hang());
        assertThat(plant.done).hasSize(2);
        String node = plant.done.get(0).split(" ")[1];
        assertThat(plant.done).containsExactly("hang " + node + " true", "hang " + node + " false");
    }

    @Test
    void overlappingFactorsMultiplyAndEndOneByOne() {
        run(List.of(
                new PlannedFault(new SlowNode(2), Hit.ALL, Timing.once(BEGIN, LASTS)),
                new PlannedFault(new SlowNode(3), Hit.ALL, Timing.once(Duration.ofSeconds(30), LASTS))));
        assertThat(plant.done.stream().filter(one -> one.contains("shop-1")))
                .containsExactly("slow shop-1 2.0", "slow shop-1 6.0", "slow shop-1 3.0", "slow shop-1 1.0");
    }

    @Test
    void whatHasGoneIsNotHealed() {
        watcher.orders.put(30L, 0);
        run(Hit.ALL, new Hang());
        assertThat(plant.done).endsWith("scale 0");
    }

    @Test
    void faultsOfTheServiceBeginAndEnd() {
        run(
                Hit.ALL,
                new StartFailure(0.25),
                new ProvisionerBackPressure(2),
                new DownstreamOutage(Double.POSITIVE_INFINITY),
                new ZoneLoss(2));
        assertThat(plant.done)
                .containsExactly(
                        "failStarts 0.25",
                        "limitStarts 2",
                        "slowDownstream Infinity",
                        "loseZone 2 true",
                        "failStarts 0.0",
                        "limitStarts 2147483647",
                        "slowDownstream 1.0",
                        "loseZone 2 false");
    }

    @Test
    void anUnnamedZoneIsOneOfThoseThatThereAre() {
        run(Hit.ALL, new ZoneLoss(Fault.ZoneLoss.ANY));
        assertThat(plant.done).hasSize(2).allMatch(one -> one.matches("loseZone [012] (true|false)"));
    }

    @Test
    void saysWhatThePlantDoesNotModel() {
        SimplePlant simple = new SimplePlant(plant.service(), 10, 0, 3, 0);
        FaultPlan plan = FaultPlan.of(
                List.of(
                        new PlannedFault(new Hang(), Hit.ONE, Timing.once(BEGIN, LASTS)),
                        new PlannedFault(new Crash(), Hit.ONE, Timing.once(BEGIN, LASTS))),
                1,
                Duration.ofMinutes(1));
        FaultedController controller = FaultedController.around(watcher, plan);
        controller.tick(0, simple);
        assertThat(controller.ignored()).isEmpty();
        controller.tick(20_000, simple);
        assertThat(controller.ignored()).containsExactly("hang");
        assertThat(simple.instances()).extracting(view -> view.node()).contains(new NodeId("shop-4"));
    }
}
