package io.flyball.planner.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.document.Policy;
import io.flyball.protocol.model.DecisionRecord;
import io.flyball.protocol.model.DecisionRecord.Kind;
import io.flyball.protocol.model.DecisionRecord.Outcome;
import io.flyball.protocol.model.Knobs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One plan over the count of instances and their settings. */
class JointDecisionTest {
    private static final String POOL = Knobs.HIKARI_MAX_POOL_SIZE;

    @Test
    void noMoreInstancesStartThanTheDatabaseTakesConnections() {
        SimulatedService bounded = pools(20); // 12 are taken, 6 for each one more
        bounded.offered = 900;
        bounded.seconds(90);
        assertThat(bounded.target()).as(bounded.story()).isEqualTo(3);
        assertThat(reasons(bounded)).contains("db takes 25 connections").contains("at most 3 instances");
        SimulatedService free = pools(200); // the control: the same load, a larger database
        free.offered = 900;
        free.seconds(90);
        assertThat(free.target()).as(free.story()).isGreaterThan(3);
    }

    @Test
    void afterASettingWasKeptNothingShrinksBeforeItWasMeasured() {
        Map<String, Object> spec = new HashMap<>(Policies.spec());
        spec.remove("memory");
        Map<String, Object> scaling = new HashMap<>();
        scaling.put("minInstances", 1);
        scaling.put("maxInstances", 4);
        scaling.put("cooldownPeriod", "0s");
        scaling.put("settle", "0s");
        scaling.put("rules", List.of(Map.of("load", Map.of("metric", "throughput", "perInstance", 150))));
        scaling.put("behavior", Map.of("scaleDown", Map.of("stabilization", "0s")));
        spec.put("scaling", scaling);
        spec.put("threads", Map.of("min", 4, "max", 8, "factor", 2, "busyAbove", "90%"));
        SimulatedService shop =
                new SimulatedService(4, true, 1).policy(Policies.read(spec)).introduceAll();
        shop.offered = 2_000; // four nodes of four threads take 800, of eight 1,600
        for (int second = 0; second < 300 && !isDone(shop); second++) {
            shop.seconds(1); // until the last node was given what the first one proved
        }
        assertThat(isDone(shop)).as(shop.story()).isTrue();
        shop.offered = 100; // one instance would do
        shop.seconds(6); // the window is 6 s, and 2 s to settle
        assertThat(shop.target()).as(shop.story()).isEqualTo(4);
        assertThat(reasons(shop)).contains("nothing shrinks for 8 s after it");
        shop.seconds(60);
        assertThat(shop.target()).as(shop.story()).isLessThan(4);
    }

    @Test
    void neverBothAtOnceWithoutAWordOnIt() {
        SimulatedService shop =
                new SimulatedService(2, true, 1).policy(Policies.demo()).introduceAll();
        shop.offered = 2_500;
        shop.seconds(180);
        List<DecisionRecord> grown = shop.with(Outcome.APPLIED).stream()
                .filter(decision -> decision.kind() == Kind.INSTANCES)
                .toList();
        assertThat(grown).as(shop.story()).isNotEmpty();
        for (DecisionRecord trial : shop.with(Outcome.KEPT)) {
            grown.stream()
                    .filter(growth -> growth.at().isAfter(trial.at())
                            && growth.at().isBefore(trial.at().plusSeconds(6)))
                    .forEach(growth -> assertThat(String.join("; ", growth.reasons()))
                            .as(shop.story())
                            .containsAnyOf("trial", "safety"));
        }
    }

    private static boolean isDone(SimulatedService shop) {
        return shop.with(Outcome.TRIAL).isEmpty()
                && shop.nodes.values().stream().allMatch(node -> node.threads() == 8);
    }

    private static SimulatedService pools(int budget) {
        SimulatedService shop = new SimulatedService(2, true, 3);
        shop.equipment = JointDecisionTest::equip;
        shop.nodes.values().forEach(JointDecisionTest::equip);
        return shop.policy(policy(budget)).introduceAll();
    }

    private static void equip(SimulatedNode node) {
        node.withPool(6);
        node.withThreads(16);
    }

    private static Policy policy(int budget) {
        Map<String, Object> spec = new HashMap<>(Policies.spec());
        spec.keySet().removeAll(List.of("threads", "memory"));
        spec.put(
                "scaling",
                Map.of(
                        "minInstances",
                        2,
                        "maxInstances",
                        10,
                        "scalingFactor",
                        4,
                        "cooldownPeriod",
                        "5s",
                        "rules",
                        List.of(Map.of("load", Map.of("metric", "throughput", "perInstance", 100)))));
        spec.put(
                "connections",
                List.of(Map.of(
                        "knob",
                        POOL,
                        "min",
                        6,
                        "max",
                        6,
                        "downstream",
                        Map.of("name", "db", "limit", budget * 5 / 4, "share", "80%"))));
        return Policies.read(spec);
    }

    private static String reasons(SimulatedService shop) {
        return shop.decisions.values().stream()
                .map(DecisionRecord::reasons)
                .toList()
                .toString();
    }
}
