package io.flyball.planner.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.document.Policy;
import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.model.DecisionRecord;
import io.flyball.protocol.model.DecisionRecord.Outcome;
import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.NodeId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tuners that give each node a value of its own: connections, soft maximum, what no node offers. */
class TuningTest {
    private static final String POOL = Knobs.HIKARI_MAX_POOL_SIZE;
    private static final NodeId FIRST = new NodeId("shop-1");

    @Test
    void poolsMoveConnectionsToWhoWaitsAndNeverExceedTheBudget() {
        SimulatedService shop = pools(2, 16, 4);
        shop.nodes.get(FIRST).withPool(12);
        shop.introduceAll();
        shop.offered = 2 * 300; // the second node would need 6 connections
        long most = highest(shop, 240);
        assertThat(most).as(shop.story()).isLessThanOrEqualTo(16);
        assertThat(shop.nodes.get(new NodeId("shop-2")).value(POOL))
                .as(shop.story())
                .isGreaterThan(4);
        assertThat(shop.nodes.get(FIRST).value(POOL)).as(shop.story()).isLessThan(12);
        List<DecisionRecord> kept = shop.with(Outcome.KEPT);
        assertThat(kept).as(shop.story()).allMatch(decision -> decision.nodes().size() == 1);
        assertThat(kept.get(0).reasons())
                .as(shop.story())
                .anyMatch(reason -> reason.contains("db takes 20 connections"));
    }

    @Test
    void aLostAnswerCountsAgainstTheBudgetUntilItsLeaseIsOver() {
        SimulatedService shop = pools(3, 14, 4);
        shop.introduceAll();
        shop.offered = 3 * 300;
        boolean[] lost = {false};
        shop.onSend = (node, message) -> {
            if (message instanceof LinkMessage.Settle settle && settle.ending() == LinkMessage.Settle.Ending.REVERT) {
                lost[0] = true;
            }
        };
        shop.seconds(8);
        shop.deafen(FIRST);
        assertThat(highest(shop, 200)).as(shop.story()).isLessThanOrEqualTo(14);
    }

    @Test
    void nothingGrowsWithoutRoomAndThatIsTold() {
        SimulatedService shop = pools(2, 8, 4);
        shop.introduceAll();
        shop.offered = 2 * 300;
        shop.seconds(60);
        assertThat(shop.nodes.values()).as(shop.story()).allMatch(node -> node.value(POOL) == 4);
        assertThat(shop.with(Outcome.WITHHELD))
                .as(shop.story())
                .anyMatch(decision -> decision.reasons().toString().contains("no room"));
    }

    @Test
    void frozenPoolsStayAsTheyAre() {
        SimulatedService shop = pools(2, 20, 4);
        shop.introduceAll();
        shop.run(state -> state.directive(shop.now, Optional.of(connections(20)), "shop#1", Optional.of("incident 7")));
        shop.offered = 2 * 300;
        shop.seconds(60);
        assertThat(shop.nodes.get(FIRST).commands).as(shop.story()).isEmpty();
        assertThat(shop.with(Outcome.WITHHELD))
                .as(shop.story())
                .anyMatch(decision -> decision.reasons().contains("frozen: incident 7"));
    }

    @Test
    void theSoftMaximumGoesDownByStepsAndNeverBelowOneAndAHalfTimesLive() {
        SimulatedService shop = new SimulatedService(2, false, 3);
        shop.nodes.values().forEach(node -> node.withSoftMaximum(400_000_000L));
        shop.policy(memory(Map.of("initial", "50MB", "maximum", "2GB", "increment", "10MB")))
                .introduceAll();
        shop.offered = 200;
        long lowest = Long.MAX_VALUE;
        for (int i = 0; i < 600; i++) {
            shop.seconds(1);
            for (SimulatedNode node : shop.nodes.values()) {
                lowest = Math.min(lowest, node.value(Knobs.SOFT_MAX_HEAP_SIZE));
            }
        }
        assertThat(lowest).as(shop.story()).isBetween(150_000_000L, 170_000_000L);
    }

    @Test
    void whatNoNodeOffersIsToldOnceADay() {
        SimulatedService shop = new SimulatedService(2, false, 3)
                .policy(memory(Map.of("initial", "50MB", "maximum", "2GB")))
                .introduceAll();
        shop.offered = 200;
        shop.seconds(600);
        assertThat(shop.with(Outcome.WITHHELD))
                .as(shop.story())
                .hasSize(1)
                .allMatch(decision -> decision.reasons().contains("not offered by any node: jvm.SoftMaxHeapSize"));
    }

    /** The second of two nodes did not stand the value that the first one has: it does not get it unasked. */
    @Test
    void aSpreadThatWasTakenBackIsNotRepeatedAsTheSameAsItsPeers() {
        SimulatedService shop = new SimulatedService(2, false, 7)
                .policy(Policies.only("threads"))
                .introduceAll();
        shop.offered = 2 * 300;
        NodeId second = new NodeId("shop-2");
        boolean[] exited = {false};
        shop.onSend = (node, message) -> {
            boolean spread = shop.with(Outcome.KEPT).size() == 1
                    && message instanceof LinkMessage.Command command
                    && command.leaseMillis() > 0;
            if (spread) {
                exited[0] = true;
                shop.deafen(node);
            }
        };
        shop.seconds(60);
        assertThat(exited[0]).as(shop.story()).isTrue();
        assertThat(shop.with(Outcome.FAILED)).as(shop.story()).isNotEmpty();
        assertThat(shop.with(Outcome.APPLIED))
                .as(shop.story())
                .noneMatch(decision ->
                        decision.nodes().contains(second) || decision.nodes().contains(FIRST));
    }

    private static long highest(SimulatedService shop, int seconds) {
        long most = 0;
        for (int i = 0; i < seconds; i++) {
            shop.seconds(1);
            most = Math.max(
                    most,
                    shop.nodes.values().stream()
                            .mapToLong(node -> node.value(POOL))
                            .sum());
        }
        return most;
    }

    private static SimulatedService pools(int instances, int budget, long size) {
        SimulatedService shop = new SimulatedService(instances, false, 3);
        shop.nodes.values().forEach(node -> {
            node.withPool(size);
            node.withThreads(16);
        });
        return shop.policy(connections(budget));
    }

    private static Policy connections(int budget) {
        Map<String, Object> spec = bare();
        spec.put(
                "connections",
                List.of(Map.of(
                        "knob",
                        POOL,
                        "min",
                        2,
                        "max",
                        30,
                        "downstream",
                        Map.of("name", "db", "limit", budget * 5 / 4, "share", "80%"))));
        return Policies.read(spec);
    }

    private static Policy memory(Map<String, Object> heap) {
        Map<String, Object> memory = new HashMap<>(heap);
        memory.put("idleGiveBack", false);
        Map<String, Object> spec = bare();
        spec.put("memory", memory);
        return Policies.read(spec);
    }

    private static Map<String, Object> bare() {
        Map<String, Object> spec = new HashMap<>(Policies.spec());
        spec.keySet().removeAll(List.of("scaling", "threads", "memory"));
        return spec;
    }
}
