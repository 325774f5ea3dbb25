package io.flyball.planner.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.document.Policy;
import io.flyball.protocol.message.ServiceProtocol.AlertView;
import io.flyball.protocol.model.DecisionRecord;
import io.flyball.protocol.model.DecisionRecord.Kind;
import io.flyball.protocol.model.DecisionRecord.Outcome;
import io.flyball.protocol.model.Step;
import io.flyball.protocol.model.Token;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchTest {
    @Test
    void aBrokenRuleIsToldOnceWithItsNumbersAndEndsAtTheClearValue() {
        SimulatedService shop = watched(Map.of("throughput", Map.of("above", 150, "for", "5s", "clear", 100)));
        shop.offered = 380; // 190 each
        shop.seconds(20);
        List<DecisionRecord> fired = told(shop, "FIRING");
        assertThat(fired).hasSize(2); // the mean, and the highest node
        assertThat(fired.get(0).kind()).isEqualTo(Kind.ALERT);
        assertThat(fired.get(0).outcome()).isEqualTo(Outcome.TOLD);
        assertThat(fired.get(0).reasons().get(0))
                .contains("throughput above 150")
                .contains("is above 150 for");
        assertThat(phases(shop)).containsOnly("FIRING");
        shop.offered = 100;
        shop.seconds(20);
        assertThat(told(shop, "RESOLVED")).hasSize(2);
        assertThat(alerts(shop)).isEmpty();
    }

    @Test
    void whatIsNotMeasuredAnyMoreStaysAsItWasAndSaysSo() {
        SimulatedService shop = watched(Map.of("throughput", Map.of("above", 150, "for", "5s", "clear", 100)));
        shop.offered = 380;
        shop.seconds(20);
        shop.nodes.keySet().forEach(shop::mute);
        shop.seconds(60);
        assertThat(told(shop, "RESOLVED")).isEmpty();
        assertThat(phases(shop)).containsOnly("FIRING");
        assertThat(alerts(shop).get(0).silentSince()).isPresent();
        assertThat(told(shop, "SILENT")).hasSize(2);
    }

    @Test
    void whatLimitsTheServiceIsToldAndStandsInItsDecisions() {
        SimulatedService shop = new SimulatedService(2, false, 1)
                .policy(Policies.only("threads"))
                .introduceAll();
        shop.offered = 3_000;
        shop.seconds(120);
        DecisionRecord found = shop.with(Outcome.TOLD).stream()
                .filter(decision -> decision.subject().equals("bottleneck"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(shop.story()));
        assertThat(found.to()).isEqualTo("thread pool exhaustion");
        assertThat(shop.planner.view(shop.now).findings()).isNotEmpty();
    }

    @Test
    void actionsRunAtTheirTimeOnceAndNotWhileFrozen() {
        SimulatedService shop = scheduled();
        shop.seconds(30); // 00:00:30
        assertThat(runs(shop)).isEmpty();
        shop.seconds(60);
        assertThat(runs(shop)).hasSize(1);
        assertThat(shop.saved.get(shop.saved.size() - 1).automationLooked()).isPresent();
        shop.run(state ->
                state.directive(shop.now, Optional.of(automated()), "shop#1", Optional.of("people look at something")));
        shop.seconds(60);
        assertThat(runs(shop)).hasSize(1);
    }

    @Test
    void anotherPlannerMakesGoodWhatWasMissedOnceAndRepeatsNothing() {
        Instant ran = Instant.parse("2026-11-23T00:01:00Z");
        ServiceRecord record = new ServiceRecord(1, "m1@aa", -1, Optional.of(ran));
        SimulatedService late = scheduled();
        late.now = Instant.parse("2026-11-23T00:03:30Z"); // 00:02 and 00:03 passed
        late.planner = PlannerState.recovering(
                SimulatedService.SHOP, "m2", new Token(2, "m2@bb"), Optional.of(record), late.now);
        late.policy(automated()).introduceAll();
        late.seconds(10);
        assertThat(runs(late)).hasSize(1);
    }

    @Test
    void optimizersAreAskedOnceWhenTheirTimeHasCome() {
        SimulatedService shop = new SimulatedService(2, false, 1)
                .policy(automated(Map.of("name", "custom.little-pool")))
                .introduceAll();
        shop.seconds(50); // 00:00:50
        assertThat(shop.planner.asking(shop.now).effects()).isEmpty();
        shop.seconds(15);
        Step<PlannerState, OptimizerQuestion> asked = shop.planner.asking(shop.now);
        assertThat(asked.effects()).extracting(OptimizerQuestion::optimizer).containsExactly("little-pool");
        assertThat(asked.next().asking(shop.now.plusSeconds(1)).effects()).isEmpty();
    }

    @Test
    void requestsAreRecommendedOnceThereIsHistoryEnough() {
        Map<String, Object> spec = new HashMap<>(Policies.spec());
        spec.keySet().removeAll(List.of("scaling", "threads", "memory", "objectives"));
        spec.put("monitoring", Map.of("interval", "1m", "staleAfter", "3m"));
        spec.put("validation", Map.of("settle", "1m", "window", "5m", "maxDuration", "30m"));
        spec.put("vertical", Map.of());
        SimulatedService shop =
                new SimulatedService(2, false, 1).policy(Policies.read(spec)).introduceAll();
        shop.offered = 100;
        shop.seconds(3_600);
        assertThat(requests(shop)).isEmpty();
        assertThat(shop.planner.view(shop.now).findings()).anyMatch(words -> words.contains("too little history"));
        shop.seconds(9 * 3_600);
        assertThat(requests(shop))
                .as(String.join("\n", shop.planner.view(shop.now).findings()))
                .hasSize(1);
        assertThat(requests(shop).get(0).to()).contains("memory");
    }

    private static List<DecisionRecord> requests(SimulatedService shop) {
        return shop.with(Outcome.WITHHELD).stream()
                .filter(decision -> decision.subject().equals("requests"))
                .toList();
    }

    private static SimulatedService watched(Map<String, Object> alerts) {
        Map<String, Object> spec = new HashMap<>(Policies.spec());
        spec.keySet().removeAll(List.of("scaling", "threads", "memory", "objectives"));
        spec.put("monitoring", Map.of("interval", "1s", "staleAfter", "5s", "alerts", alerts));
        return new SimulatedService(2, false, 1).policy(Policies.read(spec)).introduceAll();
    }

    private static Policy automated() {
        return automated(Map.of("name", "analyze"));
    }

    private static Policy automated(Map<String, Object> action) {
        Map<String, Object> spec = new HashMap<>(Policies.spec());
        spec.keySet().removeAll(List.of("scaling", "threads", "memory", "objectives"));
        spec.put("automation", Map.of("enabled", true, "schedule", "0 * * * * ?", "actions", List.of(action)));
        return Policies.read(spec);
    }

    private static SimulatedService scheduled() {
        return new SimulatedService(2, false, 1).policy(automated()).introduceAll();
    }

    private static List<DecisionRecord> runs(SimulatedService shop) {
        return shop.with(Outcome.TOLD).stream()
                .filter(decision -> decision.subject().equals("automation"))
                .toList();
    }

    private static List<AlertView> alerts(SimulatedService shop) {
        return shop.planner.view(shop.now).alerts();
    }

    private static List<String> phases(SimulatedService shop) {
        return alerts(shop).stream().map(AlertView::phase).toList();
    }

    private static List<DecisionRecord> told(SimulatedService shop, String change) {
        return shop.with(Outcome.TOLD).stream()
                .filter(decision -> decision.to().equals(change))
                .toList();
    }

    @Test
    void withoutRulesThereAreNoAlerts() {
        SimulatedService shop = watched(Map.of());
        shop.offered = 380;
        shop.seconds(20);
        assertThat(alerts(shop)).isEmpty();
        assertThat(told(shop, "FIRING")).isEmpty();
    }
}
