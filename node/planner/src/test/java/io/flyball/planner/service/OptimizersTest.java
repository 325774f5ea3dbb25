package io.flyball.planner.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.document.Policy;
import io.flyball.policy.optimizer.Analysis;
import io.flyball.policy.optimizer.NodeRecommendation;
import io.flyball.policy.optimizer.OptimizerRound;
import io.flyball.policy.optimizer.OptimizerRound.Wanted;
import io.flyball.policy.optimizer.ServiceWindow;
import io.flyball.policy.validate.Question.Aim;
import io.flyball.protocol.model.DecisionRecord;
import io.flyball.protocol.model.DecisionRecord.Kind;
import io.flyball.protocol.model.DecisionRecord.Outcome;
import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Recommendation;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.Step;
import io.flyball.protocol.model.TuningParameters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the planner asks of optimizers, and what becomes of their answers. */
class OptimizersTest {
    private static final NodeId FIRST = new NodeId("shop-1");

    @Test
    void anAnswerIsTriedOnOneNodeAndKeptWhenItHelps() {
        SimulatedService shop = shop(Map.of());
        ask(shop, 8);
        shop.seconds(1);
        assertThat(shop.nodes.get(FIRST).threads()).as(shop.story()).isEqualTo(8);
        assertThat(shop.with(Outcome.TRIAL)).as(shop.story()).hasSize(1);
        shop.seconds(40);
        DecisionRecord kept = shop.with(Outcome.KEPT).get(0);
        assertThat(kept.nodes()).containsExactly(FIRST);
        assertThat(kept.reasons()).startsWith("optimizer mine", "more would help");
    }

    @Test
    void whatHarmsIsTakenBack() {
        SimulatedService shop = shop(Map.of());
        ask(shop, 2);
        shop.seconds(60);
        assertThat(shop.nodes.get(FIRST).threads()).as(shop.story()).isEqualTo(4);
        assertThat(shop.with(Outcome.REVERTED)).as(shop.story()).hasSize(1);
    }

    @Test
    void aDryRunTellsWhatWouldBeTried() {
        SimulatedService shop = shop(Map.of("enabled", false));
        ask(shop, 8);
        shop.seconds(5);
        assertThat(shop.nodes.get(FIRST).commands).as(shop.story()).isEmpty();
        assertThat(shop.with(Outcome.WITHHELD))
                .as(shop.story())
                .anyMatch(decision -> decision.reasons().toString().contains("automation is off"));
    }

    @Test
    void oneThatFailsIsDisabledWithItsReasonUntilThePolicyChanges() {
        SimulatedService shop = shop(Map.of());
        shop.run(state -> state.optimized(
                shop.now, List.of(new OptimizerReply("mine", Optional.empty(), "analyze threw X", true))));
        assertThat(shop.with(Outcome.WITHHELD).get(0).reasons().get(0))
                .startsWith("disabled until ")
                .endsWith("analyze threw X");
        shop.seconds(30);
        assertThat(shop.planner.asking(shop.now).effects()).isEmpty();
        shop.policy(policy(Map.of("enabled", true), 3));
        assertThat(shop.planner.asking(shop.now).effects()).hasSize(1);
    }

    @Test
    void theTrialEndsWhenThePolicyNoLongerNamesTheOptimizer() {
        SimulatedService shop = shop(Map.of());
        ask(shop, 8);
        Map<String, Object> spec = new HashMap<>(Policies.spec());
        spec.keySet().removeAll(List.of("scaling", "threads", "memory"));
        shop.policy(Policies.read(spec));
        shop.seconds(5);
        assertThat(shop.nodes.get(FIRST).threads()).as(shop.story()).isEqualTo(4);
        assertThat(shop.with(Outcome.REVERTED).get(0).reasons()).contains("the policy no longer manages this: undone");
    }

    private static void ask(SimulatedService shop, long threads) {
        Step<PlannerState, OptimizerQuestion> asking = shop.planner.asking(shop.now);
        assertThat(asking.effects()).hasSize(1);
        OptimizerQuestion question = asking.effects().get(0);
        assertThat(question.optimizer()).isEqualTo("mine");
        assertThat(question.window().nodes()).hasSize(2);
        assertThat(question.window().parameters().values()).containsEntry("pool", "orders");
        assertThat(asking.next().asking(shop.now).effects()).as("not twice").isEmpty();
        shop.run(state -> state.optimized(shop.now, List.of(OptimizerReply.of(round(question.window(), threads)))));
    }

    private static OptimizerRound round(ServiceWindow window, long threads) {
        TuningParameters settings = new TuningParameters(List.of(new Setting(Knobs.TOMCAT_MAX_THREADS, threads)));
        NodeRecommendation answer = new NodeRecommendation(
                FIRST,
                threads > 4 ? Aim.BETTER : Aim.NOT_WORSE,
                new Recommendation(Kind.CUSTOM, settings, List.of("more would help")));
        return new OptimizerRound("mine", window.at(), Analysis.NOTHING, List.of(new Wanted(answer, settings)));
    }

    private static SimulatedService shop(Map<String, Object> automation) {
        SimulatedService shop =
                new SimulatedService(2, false, 3).policy(policy(automation, 1)).introduceAll();
        shop.offered = 390;
        shop.seconds(20);
        if (automation.isEmpty()) {
            shop.offered = 600;
            shop.seconds(10);
        }
        return shop;
    }

    private static Policy policy(Map<String, Object> automation, int priority) {
        Map<String, Object> spec = new HashMap<>(Policies.spec());
        spec.keySet().removeAll(List.of("scaling", "threads", "memory"));
        Map<String, Object> with = new HashMap<>(automation);
        with.put(
                "actions",
                List.of(Map.of("name", "custom.mine", "parameters", Map.of("pool", "orders", "priority", priority))));
        spec.put("automation", with);
        return Policies.read(spec);
    }
}
