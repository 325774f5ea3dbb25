package io.flyball.simulator.demo.run;

import io.flyball.simulator.demo.load.DayShape;
import io.flyball.simulator.demo.load.LoadSecond;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** A run of four minutes in which everything went well, to be spoilt by tests one fact at a time. */
final class Crafted {
    static final String TIGHT = "jvm.MinHeapFreeRatio=10, jvm.MaxHeapFreeRatio=20, jvm.gc=1";
    static final Instant BEGAN = Instant.parse("2026-11-23T10:00:00Z");
    private static final DayShape DAY = DayShape.demo(Duration.ofMinutes(4));

    List<KnobList> knobs = new ArrayList<>(List.of(knobs("shop-1"), knobs("shop-2")));
    List<Decision> decisions = new ArrayList<>();
    List<FleetReading> readings = new ArrayList<>();
    List<LoadSecond> load = new ArrayList<>();
    List<Execution> executions = new ArrayList<>(List.of(
            new Execution("shop-1", 1, 1, "set"),
            new Execution("shop-1", 1, 2, "set"),
            new Execution("shop-1", 2, 1, "set")));
    Optional<ChaosOutcome> chaos = Optional.empty();
    Optional<Instant> badPolicyAt = Optional.empty();

    Crafted() {
        decisions.add(decision(
                "shop-1-1",
                40,
                1,
                "THREADS",
                "tomcat.maxThreads",
                List.of("shop-1"),
                "4",
                "8",
                "KEPT",
                effect("PASS")));
        decisions.add(decision(
                "shop-1-2",
                50,
                1,
                "THREADS",
                "tomcat.maxThreads",
                List.of("shop-2"),
                "4",
                "8",
                "KEPT",
                effect("PASS")));
        decisions.add(decision("shop-1-3", 80, 1, "INSTANCES", "instances", List.of(), "2", "4", "APPLIED", null));
        decisions.add(decision("shop-2-1", 185, 2, "INSTANCES", "instances", List.of(), "4", "2", "APPLIED", null));
        decisions.add(decision(
                "shop-2-2",
                190,
                2,
                "MEMORY",
                "heap",
                List.of("shop-1", "shop-2"),
                "jvm.MaxHeapFreeRatio=70, jvm.MinHeapFreeRatio=40",
                TIGHT,
                "KEPT",
                effect("PASS")));
        decisions.add(decision(
                "shop-2-3",
                219,
                2,
                "MEMORY",
                "heap",
                List.of("shop-1", "shop-2"),
                "given back",
                "jvm.MaxHeapFreeRatio=70, jvm.MinHeapFreeRatio=40",
                "APPLIED",
                null));
        for (int second = 0; second < 240; second++) {
            load.add(second(second, second < 50 ? 390 : 1_400, 0));
            readings.add(reading(second));
        }
    }

    Observed observed() {
        return new Observed(BEGAN, Bounds.DEMO, knobs, decisions, readings, load, executions, chaos, badPolicyAt);
    }

    void replace(String id, Decision by) {
        decisions.replaceAll(decision -> decision.id().equals(id) ? by : decision);
    }

    void remove(String id) {
        decisions.removeIf(decision -> decision.id().equals(id));
    }

    static Instant at(int second) {
        return BEGAN.plusSeconds(second);
    }

    static Decision decision(
            String id,
            int second,
            long term,
            String kind,
            String subject,
            List<String> nodes,
            String from,
            String to,
            String outcome,
            Decision.Effect effect) {
        return new Decision(
                id,
                1,
                at(second),
                term,
                "shop",
                kind,
                subject,
                nodes,
                from,
                to,
                List.of("because"),
                outcome,
                Optional.ofNullable(effect));
    }

    static Decision.Effect effect(String verdict) {
        return verdict.equals("PASS")
                ? new Decision.Effect(verdict, 195, 390, 0.4, 0.2, 300e6, 300e6, 1, List.of("throughput doubled"))
                : new Decision.Effect(verdict, 390, 100, 0.2, 0.8, 300e6, 300e6, -0.7, List.of("FAIL: throughput"));
    }

    static LoadSecond second(int second, int most, int failed) {
        long completed = Math.round(Math.min(most, DAY.rate(second)));
        Histogram latencies = new Histogram(60_000_000L, 2);
        latencies.recordValue(21_000);
        return new LoadSecond(
                second,
                at(second + 1).toEpochMilli(),
                DAY.phase(second),
                DAY.rate(second),
                2,
                Math.round(DAY.rate(second)),
                completed,
                failed,
                0,
                0,
                0,
                latencies);
    }

    /** Two nodes, four from second 84 to 186; threads and RSS as a good run has them. */
    static FleetReading reading(int second) {
        int count = second >= 84 && second < 187 ? 4 : 2;
        List<FleetReading.Node> nodes = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            double threads = second < 41 + 10 * (i - 1) ? 4 : 8;
            double rss = second < 60 ? 90e6 : second < 192 ? 310e6 : 100e6;
            nodes.add(node("shop-" + i, threads, rss, second < 192 || second > 220 ? 70 : 20));
        }
        return new FleetReading(at(second), "m1", second < 110 ? 1 : 2, "active", count, count, nodes, List.of());
    }

    static FleetReading.Node node(String id, double threads, double rss, long ratio) {
        return new FleetReading.Node(
                id,
                "live",
                Map.of("tomcat.threads.max", threads, "rss", rss),
                Map.of("jvm.MaxHeapFreeRatio", ratio),
                Map.of());
    }

    static FleetReading.Node node(String id, double threads, double rss) {
        return new FleetReading.Node(id, "live", Map.of("tomcat.threads.max", threads, "rss", rss), Map.of(), Map.of());
    }

    private static KnobList knobs(String node) {
        return new KnobList(
                node,
                "17 G1",
                List.of("tomcat.maxThreads", "jvm.MinHeapFreeRatio", "jvm.MaxHeapFreeRatio", "jvm.gc"),
                8);
    }
}
