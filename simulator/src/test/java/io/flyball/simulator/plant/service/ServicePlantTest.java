package io.flyball.simulator.plant.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.InstanceState;
import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Setting;
import io.flyball.simulator.plant.Interval;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServicePlantTest {
    /** Nothing happens by itself. */
    private static final ServiceModel CALM = ServiceModel.DEFAULTS.with(
            Map.of("neighbourEvery", 0.0, "speedSpread", 0.0, "arrivalCv2", 0.0, "startSpread", 0.0));

    private long now;

    private static ServicePlant plant(ServiceModel model, int instances) {
        return new ServicePlant(new ServiceName("shop"), model, 7, instances, 0);
    }

    private Interval run(ServicePlant plant, double seconds, double load) {
        for (double left = seconds; left > 0; left -= 15) {
            now += (long) (Math.min(15, left) * 1000);
            plant.advance(now, at -> load);
        }
        return plant.interval();
    }

    private static Sample first(ServicePlant plant) {
        return plant.reports().get(0).sample();
    }

    private static double value(ServicePlant plant, String metric) {
        return first(plant).value(metric).orElseThrow();
    }

    @Test
    void theSameSeedShowsTheSameToTheLastBit() {
        StringBuilder[] shown = {new StringBuilder(), new StringBuilder()};
        for (StringBuilder text : shown) {
            now = 0;
            ServicePlant plant = plant(ServiceModel.DEFAULTS.with("neighbourEvery", 60), 5);
            for (int i = 0; i < 40; i++) {
                run(plant, 15, 400 + 30 * i);
                plant.scale(5 + i % 7);
                plant.slowDownstream(1 + i % 5);
                if (i % 9 == 8) {
                    plant.crash(i % 3);
                }
                plant.reports().forEach(report -> text.append(report));
                text.append(plant.interval()).append(plant.instances());
            }
        }

        assertThat(shown[0]).hasToString(shown[1].toString());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noRequestIsLostFromTheBooksWhateverBreaks(long seed) {
        ServicePlant plant = new ServicePlant(
                new ServiceName("shop"), ServiceModel.DEFAULTS.with("leastBusy", seed % 2), seed, 6, 0);
        Chance chance = new Chance(seed);
        for (int i = 0; i < 200; i++) {
            run(plant, 5, 2500 * chance.uniform());
            int node = (int) (8 * chance.uniform());
            switch ((int) (10 * chance.uniform())) {
                case 0 -> plant.crash(node);
                case 1 -> plant.hang(node, true);
                case 2 -> plant.hang(node, false);
                case 3 -> plant.slow(node, 1 + 20 * chance.uniform());
                case 4 ->
                    plant.slowDownstream(
                            chance.uniform() < 0.3 ? Double.POSITIVE_INFINITY : 5 * chance.uniform() + 0.1);
                case 5 -> plant.loseZone(node % 3, chance.uniform() < 0.5);
                case 6 -> plant.failStarts(chance.uniform());
                case 7 -> plant.limitStarts(1 + node);
                default -> plant.scale(node);
            }
            plant.reports();
        }
        run(plant, 5, 100);

        Totals totals = plant.totals();
        double ended = totals.completed() + totals.rejected() + totals.timedOut() + totals.dropped() + totals.inside();
        assertThat(ended).isCloseTo(totals.arrived(), within(1e-6 * totals.arrived()));
        assertThat(totals.failed()).isLessThanOrEqualTo(totals.completed());
        assertThat(totals.completed()).isGreaterThan(0.02 * totals.arrived());
    }

    @Test
    void aNodeKnowsItsCapacityBeforeItsFirstStep() {
        ServicePlant plant = plant(CALM.with(Map.of("cache", 0.0, "sigma", 0.0, "kappa", 0.0)), 3);
        plant.advance(0, at -> 100);

        // 2 cores / 8 ms
        assertThat(plant.interval().capacity()).isBetween(3 * 240.0, 3 * 251.0);
    }

    @Test
    void aReportCoversTheTimeSinceTheOneBeforeHoweverOftenItIsAskedFor() {
        ServicePlant plant = plant(CALM, 1);
        for (int i = 1; i <= 10; i++) {
            now += 1000;
            int load = i <= 5 ? 100 : 50;
            plant.advance(now, at -> load);
        }

        assertThat(value(plant, Metrics.THROUGHPUT)).isCloseTo(75, within(2.0));
        assertThat(value(plant, Metrics.THROUGHPUT)).isCloseTo(75, within(2.0));
        run(plant, 1, 50);
        assertThat(value(plant, Metrics.THROUGHPUT)).isCloseTo(50, within(1.0));
    }

    @Test
    void reportsKeepLittlesLaw() {
        ServicePlant plant = plant(CALM, 2);
        run(plant, 600, 400);

        double inside = value(plant, Metrics.TOMCAT_THREADS_BUSY) + value(plant, Metrics.TOMCAT_QUEUE);
        assertThat(value(plant, Metrics.THROUGHPUT) * value(plant, Metrics.LATENCY_MEAN))
                .isCloseTo(inside, within(0.02 * inside));
        assertThat(value(plant, Metrics.LATENCY_P99)).isGreaterThan(value(plant, Metrics.LATENCY_P50));
    }

    @Test
    void moreThreadsHelpWhileRequestsWaitAndHurtWhenTheyContend() {
        ServiceModel waits = CALM.with(Map.of("threads", 4.0, "wait", 0.1, "sigma", 0.0, "kappa", 0.0005));
        ServicePlant plant = plant(waits, 1);
        Interval few = run(plant, 300, 100);
        assertThat(plant.set(plant.instances().get(0).node(), List.of(new Setting(Knobs.TOMCAT_MAX_THREADS, 24))))
                .isEqualTo(CommandOutcome.APPLIED);
        Interval right = run(plant, 300, 100);
        plant.set(plant.instances().get(0).node(), List.of(new Setting(Knobs.TOMCAT_MAX_THREADS, 400)));
        Interval many = run(plant, 300, 100);

        assertThat(few.lost()).isGreaterThan(50);
        assertThat(right.lost()).isZero();
        assertThat(many.capacity()).isLessThan(right.capacity());
    }

    @Test
    void aHeapNearWhatIsLiveCostsProcessorAndPauses() {
        ServicePlant roomy = plant(CALM, 1);
        ServicePlant tight = plant(CALM.with(Map.of("heapMax", 90e6)), 1);
        Interval good = run(roomy, 600, 150);
        now = 0;
        Interval bad = run(tight, 600, 150);

        assertThat(value(tight, Metrics.GC_TIME)).isGreaterThan(4 * value(roomy, Metrics.GC_TIME));
        assertThat(value(tight, Metrics.CPU)).isGreaterThan(1.1 * value(roomy, Metrics.CPU));
        assertThat(bad.latencyP99()).isGreaterThan(good.latencyP99());
    }

    @Test
    void aHeapSmallerThanWhatIsLiveEndsTheProcess() {
        ServicePlant plant = plant(CALM.with(Map.of("heapMax", 70e6)), 1);
        String before = plant.instances().get(0).node().value();
        run(plant, 120, 150);

        assertThat(plant.instances()).hasSize(1);
        assertThat(plant.instances().get(0).node().value()).isNotEqualTo(before);
    }

    @Test
    void tightFreeRatiosAndACollectionGiveHeapBack() {
        ServicePlant plant = plant(CALM, 1);
        run(plant, 300, 200);
        plant.set(plant.instances().get(0).node(), List.of(new Setting(Readings.CACHE_CAPACITY, 1)));
        run(plant, 60, 1);
        double before = value(plant, Metrics.HEAP_COMMITTED);
        plant.set(
                plant.instances().get(0).node(),
                List.of(
                        new Setting(Knobs.MIN_HEAP_FREE_RATIO, 10),
                        new Setting(Knobs.MAX_HEAP_FREE_RATIO, 20),
                        new Setting(Knobs.GC_RUN, 1)));
        run(plant, 15, 1);

        assertThat(value(plant, Metrics.HEAP_COMMITTED)).isLessThan(0.75 * before);
    }

    @Test
    void aLargerCacheSparesTheDownstreamAndCostsHeap() {
        ServicePlant small = plant(CALM.with("cache", 1_000), 1);
        ServicePlant large = plant(CALM.with("cache", 40_000), 1);
        run(small, 1800, 150);
        now = 0;
        run(large, 1800, 150);

        assertThat(value(large, "app.cache.hits")).isCloseTo(0.667, within(0.01));
        assertThat(value(large, Metrics.HIKARI_ACTIVE)).isLessThan(0.5 * value(small, Metrics.HIKARI_ACTIVE));
        assertThat(value(large, Metrics.HEAP_LIVE) - value(small, Metrics.HEAP_LIVE))
                .isCloseTo(78e6, within(2e6));
        assertThat(value(small, "app.cache.evictions")).isPositive();
    }

    @Test
    void aColdNodeIsSlowerThanAWarmOne() {
        ServicePlant plant = plant(CALM, 1);
        plant.scale(2);
        run(plant, 30, 100);
        Sample warm = plant.reports().get(0).sample();
        Sample cold = plant.reports().get(1).sample();
        run(plant, 900, 100);
        plant.reports();
        run(plant, 15, 100);
        Sample old = plant.reports().get(0).sample();
        Sample later = plant.reports().get(1).sample();

        assertThat(cold.value(Metrics.CPU).orElseThrow())
                .isGreaterThan(1.5 * warm.value(Metrics.CPU).orElseThrow());
        assertThat(later.value(Metrics.CPU).orElseThrow())
                .isCloseTo(old.value(Metrics.CPU).orElseThrow(), within(0.02));
    }

    @Test
    void aSmallPoolOfConnectionsLimitsTheThroughput() {
        ServicePlant plant = plant(CALM.with(Map.of("pool", 1.0, "cache", 0.0, "call", 0.02)), 1);
        Interval interval = run(plant, 300, 120);

        // 1 connection / 20 ms
        assertThat(interval.offered() - interval.lost()).isCloseTo(50, within(2.0));
        assertThat(value(plant, Metrics.HIKARI_PENDING)).isGreaterThan(5);
    }

    /** One that sizes pools by those that wait must not see a thousandth of one. */
    @Test
    void aPoolWithRoomShowsNobodyThatWaits() {
        ServicePlant plant = plant(CALM.with(Map.of("pool", 8.0, "cache", 0.0)), 1);
        run(plant, 60, 150);

        assertThat(value(plant, Metrics.HIKARI_PENDING)).isZero();
        assertThat(value(plant, Metrics.TOMCAT_QUEUE)).isZero();
    }

    @Test
    void theDownstreamIsSharedByAllNodes() {
        ServiceModel model = CALM.with(Map.of("downstreamServers", 8.0, "cache", 0.0, "call", 0.02));
        ServicePlant few = plant(model, 2);
        ServicePlant many = plant(model, 8);
        Interval little = run(few, 300, 380);
        now = 0;
        Interval much = run(many, 300, 1200);

        assertThat(little.lost()).isLessThan(5);
        // 8 servers / 20 ms, however many nodes
        assertThat(much.offered() - much.lost()).isCloseTo(400, within(20.0));
    }

    @Test
    void anOutageOfTheDownstreamFailsRequestsAndEnds() {
        ServicePlant plant = plant(CALM.with(Map.of("callTimeout", 0.05)), 2);
        run(plant, 60, 100);
        plant.slowDownstream(Double.POSITIVE_INFINITY);
        run(plant, 15, 100);
        Interval out = run(plant, 60, 100);
        plant.slowDownstream(1);
        run(plant, 30, 100);
        Interval after = run(plant, 60, 100);

        assertThat(out.violated()).isEqualTo(1);
        // hits of the cache are not concerned
        assertThat(out.lost()).isBetween(40.0, 90.0);
        assertThat(after.lost()).isZero();
    }

    @Test
    void aSlowNodeShowsInThePercentileOfAll() {
        ServicePlant plant = plant(CALM, 10);
        Interval before = run(plant, 120, 500);
        plant.slow(3, 10);
        Interval after = run(plant, 120, 500);

        assertThat(after.latencyP99()).isGreaterThan(3 * before.latencyP99());
    }

    @Test
    void leastBusyFirstSparesASlowNode() {
        ServicePlant even = plant(CALM, 4);
        ServicePlant smart = plant(CALM.with("leastBusy", 1), 4);
        even.slow(0, 8);
        smart.slow(0, 8);
        Interval blind = run(even, 300, 400);
        now = 0;
        Interval seeing = run(smart, 300, 400);

        assertThat(blind.lost()).isGreaterThan(10);
        assertThat(seeing.lost()).isLessThan(1);
    }

    @Test
    void startsTakeTheirTimeAndWaitForTheirTurn() {
        ServicePlant plant = plant(CALM, 1);
        plant.limitStarts(1);
        plant.scale(3);

        assertThat(run(plant, 15, 50).ready()).isEqualTo(1);
        assertThat(run(plant, 10, 50).ready()).isEqualTo(2);
        assertThat(run(plant, 25, 50).ready()).isEqualTo(3);
    }

    @Test
    void aLostZoneTakesItsNodesAndComesBack() {
        ServicePlant plant = plant(CALM, 6);
        run(plant, 30, 300);
        plant.loseZone(1, true);
        int without = run(plant, 300, 300).ready();
        plant.loseZone(1, false);
        int with = run(plant, 60, 300).ready();

        assertThat(without).isLessThan(6);
        assertThat(with).isEqualTo(6);
    }

    @Test
    void aNodeThatHangsTakesRequestsUntilItIsNoticed() {
        ServicePlant plant = plant(CALM, 4);
        run(plant, 30, 200);
        plant.hang(0, true);
        Interval first = run(plant, 15, 200);
        run(plant, 30, 200);
        Interval later = run(plant, 15, 200);
        double ready = value(plant, Metrics.READY);
        plant.hang(0, false);
        Interval after = run(plant, 15, 200);

        assertThat(first.lost()).isPositive();
        assertThat(later.lost()).isZero();
        assertThat(ready).isZero();
        assertThat(after.ready()).isEqualTo(4);
    }

    @Test
    void scalingDownLetsTheNewestFinish() {
        ServicePlant plant = plant(CALM, 3);
        run(plant, 30, 200);
        plant.scale(2);
        run(plant, 1, 200);
        assertThat(plant.instances().get(2).state()).isEqualTo(InstanceState.DRAINING);
        run(plant, 30, 200);

        assertThat(plant.instances()).extracting(view -> view.node().value()).containsExactly("shop-1", "shop-2");
        assertThat(plant.totals().dropped()).isLessThan(1);
    }

    @Test
    void refusesSettingsThatItDoesNotKnowOrAllow() {
        ServicePlant plant = plant(CALM, 1);
        var node = plant.instances().get(0).node();

        assertThat(plant.set(node, List.of(new Setting("app.other.size", 1))))
                .isEqualTo(CommandOutcome.REFUSED_CAPABILITY);
        assertThat(plant.set(node, List.of(new Setting(Knobs.TOMCAT_MAX_THREADS, 0))))
                .isEqualTo(CommandOutcome.REFUSED_BOUNDS);
    }

    @Test
    void survivesAbsurdLoads() {
        ServicePlant plant = plant(CALM, 2);
        for (double load : new double[] {0, 1e12, 1e-9, 1e6, 0}) {
            assertThat(run(plant, 60, load).lost()).isFinite();
            plant.reports();
        }
    }
}
