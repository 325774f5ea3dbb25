package io.flyball.planner.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.protocol.model.DecisionRecord;
import io.flyball.protocol.model.DecisionRecord.Kind;
import io.flyball.protocol.model.DecisionRecord.Outcome;
import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.NodeId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole loop against a small plant: 20 ms per request, so 50 requests per second and thread. */
class ClosedLoopTest {
    private static final NodeId FIRST = new NodeId("shop-1");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void repairsABadlyConfiguredServiceOverADay(long seed) {
        SimulatedService shop =
                new SimulatedService(2, true, seed).policy(Policies.demo()).introduceAll();
        shop.noise = 0.02;

        shop.offered = 600; // 400 is all that 2 x 4 threads can serve
        shop.seconds(90);
        assertThat(threads(shop)).as(shop.story()).allMatch(threads -> threads >= 8);
        List<DecisionRecord> kept = shop.with(Outcome.KEPT);
        assertThat(kept).as(shop.story()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(kept.get(0).nodes()).hasSize(1);
        assertThat(kept.get(0).feedback().orElseThrow().performanceImpact()).isGreaterThan(0.03);

        shop.offered = 1500;
        shop.seconds(90);
        assertThat(shop.target()).as(shop.story()).isEqualTo(4);
        assertThat(threads(shop)).as(shop.story()).hasSize(4).doesNotContain(4L);

        shop.offered = 40;
        shop.seconds(150);
        assertThat(shop.target()).as(shop.story()).isEqualTo(2);
        assertThat(shop.nodes.values()).as(shop.story()).allMatch(node -> node.committed() < 200e6);

        shop.offered = 600;
        shop.seconds(2);
        assertThat(shop.nodes.values()).as(shop.story()).allMatch(node -> node.value(Knobs.MAX_HEAP_FREE_RATIO) == 70);
        assertThat(shop.with(Outcome.APPLIED)).extracting(DecisionRecord::kind).contains(Kind.MEMORY, Kind.INSTANCES);
    }

    @Test
    void aHarmfulPolicyIsCaughtAndUndoneUntilTheKnobRests() {
        SimulatedService shop = new SimulatedService(2, true, 7)
                .policy(Policies.with("threads", Map.of("min", 2, "max", 2)))
                .introduceAll();
        shop.offered = 390;
        shop.seconds(900);

        assertThat(threads(shop)).as(shop.story()).containsOnly(4L);
        assertThat(shop.with(Outcome.KEPT)).as(shop.story()).isEmpty();
        List<DecisionRecord> reverted = shop.with(Outcome.REVERTED);
        assertThat(reverted).as(shop.story()).hasSize(5); // maxFailedTrials
        assertThat(reverted.get(0).reasons()).contains("policy maximum: 4 is outside [2, 2]");
        assertThat(reverted.get(0).reasons()).anyMatch(reason -> reason.startsWith("FAIL: throughput fell by"));
        assertThat(reverted).allMatch(decision -> decision.nodes().size() == 1);
        assertThat(shop.with(Outcome.WITHHELD))
                .anyMatch(decision ->
                        decision.reasons().contains("5 trials failed within a day, 5 are allowed: it rests"));
    }

    @Test
    void aNodeAloneIsJudgedByBeforeAndAfter() {
        SimulatedService shop = new SimulatedService(1, false, 3)
                .policy(Policies.only("threads"))
                .introduceAll();
        shop.offered = 300;
        shop.seconds(60);
        assertThat(threads(shop)).as(shop.story()).containsExactly(8L);
        assertThat(shop.with(Outcome.KEPT).get(0).reasons().toString()).contains("no untouched peer to compare with");
    }

    @Test
    void valuesSpreadInStepsOfTheGivenShare() {
        SimulatedService shop = new SimulatedService(8, false, 3)
                .policy(Policies.with(
                        "validation", Map.of("settle", "2s", "window", "6s", "maxDuration", "30s", "spread", "25%")))
                .introduceAll();
        shop.offered = 8 * 300;
        shop.seconds(80);
        List<Integer> steps = shop.with(Outcome.KEPT).stream()
                .filter(decision -> decision.to().equals("8"))
                .map(decision -> decision.nodes().size())
                .toList();
        assertThat(steps).as(shop.story()).containsExactly(1, 2, 2, 2, 1);
        assertThat(shop.with(Outcome.KEPT).get(0).reasons())
                .as(shop.story())
                .anyMatch(reason -> reason.startsWith("1 treated against 7 untouched nodes, look 1 of 4: "))
                .anyMatch(reason -> reason.startsWith("PASS: throughput gained "));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"sequential", "kayenta"})
    void harmIsFoundAmongManyNodesByEitherJudge(String mode) {
        SimulatedService shop = new SimulatedService(8, false, 7)
                .policy(Policies.judgedBy(mode, "threads", Map.of("min", 2, "max", 2)))
                .introduceAll();
        shop.offered = 8 * 195;
        shop.seconds(40);
        DecisionRecord reverted = shop.with(Outcome.REVERTED).get(0);
        assertThat(reverted.nodes()).as(shop.story()).hasSize(1);
        assertThat(reverted.reasons())
                .as(shop.story())
                .anyMatch(reason ->
                        reason.startsWith(mode.equals("kayenta") ? "Kayenta's score is" : "FAIL: throughput fell by"));
        assertThat(shop.with(Outcome.KEPT)).as(shop.story()).isEmpty();
    }

    @Test
    void decisionsSortByTheirIdsAndOutcomesFollowUnderTheSameId() {
        SimulatedService shop =
                new SimulatedService(2, true, 1).policy(Policies.demo()).introduceAll();
        shop.offered = 600;
        shop.seconds(40);
        List<String> ids = List.copyOf(shop.decisions.keySet());
        assertThat(ids).isSorted();
        assertThat(ids.get(0)).isEqualTo("shop-000001-00000001");
        assertThat(shop.remembered.stream()
                        .filter(decision -> decision.id().equals(ids.get(0)))
                        .map(DecisionRecord::outcome))
                .containsExactly(Outcome.TRIAL, Outcome.KEPT);
        assertThat(shop.nodes.get(FIRST).commands).first().asString().endsWith("leased");
    }

    @Test
    void heapRestoredForRisingLoadIsNotGivenBackAtOnce() {
        SimulatedService shop =
                new SimulatedService(2, true, 1).policy(Policies.demo()).introduceAll();
        shop.offered = 40;
        shop.seconds(60);
        assertThat(shop.nodes.values()).as(shop.story()).allMatch(node -> node.value(Knobs.MAX_HEAP_FREE_RATIO) == 20);
        shop.offered = 90; // 45 per node rises, yet is below the 60 that count as idle
        for (int second = 0; second < 10; second++) {
            shop.seconds(1);
            if (second > 2) {
                assertThat(shop.nodes.values())
                        .as(shop.story())
                        .allMatch(node -> node.value(Knobs.MAX_HEAP_FREE_RATIO) == 70);
            }
        }
    }

    private static List<Long> threads(SimulatedService shop) {
        return shop.nodes.values().stream().map(SimulatedNode::threads).toList();
    }
}
