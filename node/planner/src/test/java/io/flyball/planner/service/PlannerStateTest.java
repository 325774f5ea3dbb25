package io.flyball.planner.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.document.Policy;
import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.message.LinkMessage.Settle.Ending;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.DecisionRecord;
import io.flyball.protocol.model.DecisionRecord.Kind;
import io.flyball.protocol.model.DecisionRecord.Outcome;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.Step;
import io.flyball.protocol.model.Token;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlannerStateTest {
    private static final NodeId FIRST = new NodeId("shop-1");

    @Test
    void asksForANodeThatNobodyIntroducedButNotWithEveryReport() {
        SimulatedService shop = new SimulatedService(0, false, 1);
        Sample sample = new Sample(shop.now, Map.of(Metrics.THROUGHPUT, 1.0));
        Step<PlannerState, Effect> first = shop.planner.observed(shop.now, FIRST, sample);
        assertThat(first.effects()).containsExactly(new Effect.Introduce(FIRST));
        Step<PlannerState, Effect> soon = first.next().observed(shop.now.plusSeconds(4), FIRST, sample);
        assertThat(soon.effects()).isEmpty();
        assertThat(soon.next().observed(shop.now.plusSeconds(5), FIRST, sample).effects())
                .containsExactly(new Effect.Introduce(FIRST));
    }

    @Test
    void withoutAPolicyNothingIsDone() {
        SimulatedService shop = new SimulatedService(2, true, 1).introduceAll();
        shop.offered = 600;
        shop.seconds(60);
        assertThat(shop.decisions).isEmpty();
        assertThat(shop.planner.view(shop.now).state()).isEqualTo("no-policy");
        assertThat(shop.planner.tickInterval()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aFreezeUndoesTheRunningTrialAndWithholdsTheNext() {
        SimulatedService shop = onTrial();
        freeze(shop, Optional.of("incident 42"));
        shop.seconds(30);
        assertThat(shop.nodes.get(FIRST).threads()).as(shop.story()).isEqualTo(4);
        assertThat(shop.with(Outcome.REVERTED).get(0).reasons())
                .contains("frozen: incident 42: the running trial is undone");
        assertThat(shop.with(Outcome.WITHHELD))
                .anyMatch(decision -> decision.reasons().contains("frozen: incident 42"));
        assertThat(shop.with(Outcome.TRIAL)).isEmpty();
        assertThat(shop.planner.view(shop.now).state()).isEqualTo("frozen");
        freeze(shop, Optional.empty());
        shop.seconds(30);
        assertThat(shop.with(Outcome.KEPT)).as(shop.story()).isNotEmpty();
    }

    @Test
    void aDryRunExplainsAndSendsNothing() {
        SimulatedService shop = new SimulatedService(2, true, 1)
                .policy(Policies.with("automation", Map.of("enabled", false)))
                .introduceAll();
        shop.offered = 2000;
        shop.seconds(60);
        assertThat(shop.nodes.get(FIRST).commands).isEmpty();
        assertThat(shop.target()).isEqualTo(2);
        assertThat(shop.decisions.values())
                .as(shop.story())
                .isNotEmpty()
                .allMatch(decision -> decision.outcome() == Outcome.WITHHELD || decision.outcome() == Outcome.TOLD);
    }

    @Test
    void aTrialOfAnEarlierPlannerIsUndone() {
        SimulatedService shop = onTrial();
        shop.planner = PlannerState.recovering(
                SimulatedService.SHOP,
                "m2",
                new Token(2, "m2@bb"),
                Optional.of(new ServiceRecord(2, "m2@bb", 2)),
                shop.now);
        shop.policy(Policies.demo()).introduceAll();
        assertThat(shop.nodes.get(FIRST).threads()).isEqualTo(4);
        DecisionRecord undone = shop.with(Outcome.REVERTED).get(0);
        assertThat(undone.id()).startsWith("shop-000002-");
        assertThat(undone.reasons().get(0)).startsWith("trial of planner 1/m1@aa, which this one did not begin");
    }

    @Test
    void whatIsInForceOnHalfOfTheNodesIsKnownAfterAFailover() {
        SimulatedService shop = new SimulatedService(2, true, 1)
                .policy(Policies.only("threads"))
                .introduceAll();
        shop.offered = 600;
        shop.seconds(30);
        assertThat(shop.planner.kept).containsEntry(Knobs.TOMCAT_MAX_THREADS, 8L);
        shop.planner =
                PlannerState.recovering(SimulatedService.SHOP, "m2", new Token(2, "m2@bb"), Optional.empty(), shop.now);
        shop.policy(Policies.only("threads")).introduceAll();
        shop.seconds(10);
        assertThat(shop.planner.kept).containsEntry(Knobs.TOMCAT_MAX_THREADS, 8L);
        assertThat(shop.nodes.values()).allMatch(node -> node.threads() == 8);
    }

    @Test
    void aHigherTokenEndsThisPlanner() {
        SimulatedService shop = onTrial();
        Token higher = new Token(9, "m3@cc");
        SimulatedNode node = shop.nodes.get(FIRST);
        node.on(shop.now, new LinkMessage.Settle(0, higher, 99, Ending.RENEW, 1000));
        shop.seconds(5);
        assertThat(shop.superseded).containsExactly(higher);
        List<String> commands = List.copyOf(node.commands);
        shop.seconds(60);
        assertThat(node.commands).isEqualTo(commands);
        assertThat(shop.decisions).as("only the end of its trial is told").hasSize(1);
        assertThat(shop.planner.tick(shop.now).effects()).isEmpty();
    }

    @Test
    void aJvmThatEndsDuringItsTrialEndsTheTrial() {
        SimulatedService shop = onTrial();
        shop.nodes.remove(FIRST);
        shop.run(state -> state.gone(shop.now, FIRST, true, "exit 137"));
        assertThat(shop.with(Outcome.REVERTED).get(0).reasons()).contains("shop-1 exited during the trial: exit 137");
        assertThat(shop.planner.trial).isEmpty();
    }

    @Test
    void aLeaseThatEndsWithoutThePlannerIsTold() {
        SimulatedService shop = onTrial();
        SimulatedNode node = shop.nodes.get(FIRST);
        shop.now = shop.now.plusSeconds(40); // the planner stood still
        LinkMessage.CommandResult news = node.lease(shop.now).orElseThrow();
        shop.run(state -> state.answered(
                shop.now,
                FIRST,
                news.token(),
                news.revision(),
                news.outcome(),
                news.detail(),
                List.of(),
                news.inForce()));
        assertThat(shop.with(Outcome.REVERTED).get(0).reasons())
                .contains("shop-1 undid the trial by itself: lease ended");
        assertThat(shop.planner.ledger.failures(Knobs.TOMCAT_MAX_THREADS)).isEmpty();
    }

    @Test
    void aNodeThatDoesNotAnswerFailsTheTrial() {
        SimulatedService shop = saturated();
        shop.deafen(FIRST);
        Instants.until(shop, 40, () -> !shop.with(Outcome.FAILED).isEmpty());
        assertThat(shop.with(Outcome.FAILED).get(0).reasons()).contains("no answer within 10 s from shop-1");
        assertThat(shop.planner.trial).isEmpty();
    }

    /** Lease 3 x (2 + 6) s = 24 s; a renewal may be under way for 30 s more. */
    @Test
    void nothingIsTriedWhileAnUnansweredTrialMayStillRun() {
        SimulatedService shop = saturated();
        shop.deafen(FIRST);
        Instants.until(shop, 40, () -> !shop.with(Outcome.FAILED).isEmpty());
        shop.seconds(40);
        assertThat(shop.planner.trial).isEmpty();
        assertThat(shop.with(Outcome.WITHHELD))
                .flatExtracting(DecisionRecord::reasons)
                .anyMatch(reason -> reason.startsWith("a trial may still run at [shop-1]"));
        Instants.until(shop, 40, () -> shop.planner.trial.isPresent());
    }

    @Test
    void aNodeThatSaysThatItsTrialIsOverIsNotWaitedFor() {
        SimulatedService shop = saturated();
        shop.deafen(FIRST);
        Instants.until(shop, 40, () -> !shop.with(Outcome.FAILED).isEmpty());
        shop.introduce(shop.nodes.get(FIRST));
        Instants.until(shop, 15, () -> shop.planner.trial.isPresent());
    }

    @Test
    void aRefusedCommandFailsTheTrialAndCounts() {
        SimulatedService shop = saturated();
        shop.deafen(FIRST);
        Instants.until(
                shop,
                20,
                () -> shop.planner.trial.filter(trial -> trial.touches(FIRST)).isPresent());
        long revision = shop.planner.trial.orElseThrow().legs().get(FIRST).revision();
        shop.run(state -> state.answered(
                shop.now,
                FIRST,
                shop.planner.token,
                revision,
                CommandOutcome.REFUSED_BOUNDS,
                "8: must be at most 6",
                List.of(),
                InForce.NOTHING));
        assertThat(shop.with(Outcome.FAILED).get(0).reasons())
                .contains("shop-1 answered REFUSED_BOUNDS: 8: must be at most 6");
        assertThat(shop.planner.ledger.failures(Knobs.TOMCAT_MAX_THREADS)).hasSize(1);
        assertThat(shop.planner.trial).isEmpty();
    }

    @Test
    void withoutAnAgentScalingSaysSoOnce() {
        SimulatedService shop = new SimulatedService(2, false, 1)
                .policy(Policies.only("scaling"))
                .introduceAll();
        shop.offered = 300;
        shop.seconds(120);
        assertThat(shop.decisions.values()).hasSize(1);
        assertThat(shop.with(Outcome.WITHHELD).get(0).reasons())
                .containsExactly("no agent can start instances of shop");
    }

    @Test
    void missingSamplesNeverShrink() {
        assertThat(instancesAfterTheFall(true)).isEqualTo(4);
        assertThat(instancesAfterTheFall(false))
                .as("the same with samples shrinks")
                .isEqualTo(2);
    }

    private static int instancesAfterTheFall(boolean oneIsSilent) {
        SimulatedService shop =
                new SimulatedService(4, true, 1).policy(scalingAt200()).introduceAll();
        shop.offered = 700;
        shop.seconds(20);
        shop.offered = 40;
        if (oneIsSilent) {
            shop.mute(FIRST);
        }
        shop.seconds(60);
        return shop.target();
    }

    @Test
    void aServiceThatVanishedFromViewKeepsItsInstances() {
        SimulatedService shop =
                new SimulatedService(4, true, 1).policy(scalingAt200()).introduceAll();
        shop.offered = 700;
        shop.seconds(20);
        shop.silent = true;
        shop.seconds(120);
        assertThat(shop.target()).as(shop.story()).isEqualTo(4);
    }

    @Test
    void theRememberedTargetIsNotForgottenByARestart() {
        SimulatedService shop = new SimulatedService(2, true, 1);
        shop.planner = PlannerState.recovering(
                SimulatedService.SHOP,
                "m2",
                new Token(2, "m2@bb"),
                Optional.of(new ServiceRecord(1, "m1@aa", 3)),
                shop.now);
        shop.introduceAll();
        assertThat(shop.planner.view(shop.now).instanceTarget()).isEqualTo(3);
    }

    @Test
    void heapThatAnEarlierPlannerGaveBackIsRestored() {
        SimulatedService shop = new SimulatedService(1, false, 1);
        SimulatedNode node = shop.nodes.get(FIRST);
        node.on(
                shop.now,
                new LinkMessage.Command(
                        0,
                        new Token(1, "m0@00"),
                        1,
                        List.of(new Setting(Knobs.MIN_HEAP_FREE_RATIO, 10), new Setting(Knobs.MAX_HEAP_FREE_RATIO, 20)),
                        0,
                        1000));
        shop.policy(Policies.only("memory")).introduceAll();
        shop.offered = 150;
        shop.seconds(1);
        assertThat(node.value(Knobs.MAX_HEAP_FREE_RATIO)).isEqualTo(70);
        assertThat(node.value(Knobs.MIN_HEAP_FREE_RATIO)).isEqualTo(40);
        assertThat(shop.with(Outcome.APPLIED)).extracting(DecisionRecord::kind).containsExactly(Kind.MEMORY);
    }

    @Test
    void aCapabilityThatIsAbsentIsNotUsed() {
        SimulatedService shop = saturated();
        shop.run(state -> state.connected(shop.now, FIRST, "host-a", "17 G1", List.of(), InForce.NOTHING));
        shop.seconds(30);
        assertThat(shop.nodes.get(FIRST).threads()).isEqualTo(4);
    }

    private static Policy scalingAt200() {
        Map<String, Object> spec = Policies.spec();
        spec.remove("threads");
        spec.remove("memory");
        spec.put(
                "scaling",
                Map.of(
                        "minInstances",
                        2,
                        "maxInstances",
                        4,
                        "cooldownPeriod",
                        "10s",
                        "rules",
                        List.of(Map.of("load", Map.of("metric", "throughput", "perInstance", 200))),
                        "behavior",
                        Map.of("scaleDown", Map.of("stabilization", "15s"))));
        return Policies.read(spec);
    }

    private static void freeze(SimulatedService shop, Optional<String> reason) {
        Policy policy = Policies.only("threads");
        shop.run(state -> state.directive(shop.now, Optional.of(policy), "shop#1", reason));
    }

    private static SimulatedService saturated() {
        SimulatedService shop = new SimulatedService(2, true, 1)
                .policy(Policies.only("threads"))
                .introduceAll();
        shop.offered = 600;
        shop.seconds(5);
        return shop;
    }

    private static SimulatedService onTrial() {
        SimulatedService shop = saturated();
        Instants.until(shop, 20, () -> shop.nodes.get(FIRST).isOnTrial());
        return shop;
    }
}
