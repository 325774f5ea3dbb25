package io.flyball.planner.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.model.DecisionRecord;
import io.flyball.protocol.model.DecisionRecord.Kind;
import io.flyball.protocol.model.DecisionRecord.Outcome;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Token;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every load and every fault; a failure names its seed (-Dflyball.seed=N replays). */
class PlannerPropertiesTest {
    private static final NodeId FIRST = new NodeId("shop-1");

    static LongStream seeds() {
        Long one = Long.getLong("flyball.seed");
        return one == null ? LongStream.range(0, 200) : LongStream.of(one);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void staysWithinItsBoundsOneTrialAtATimeAndEndsEveryTrial(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SimulatedService shop =
                new SimulatedService(2, true, seed).policy(Policies.demo()).introduceAll();
        shop.noise = 0.05;
        Map<String, Long> revisions = new HashMap<>();
        shop.onSend = (node, message) -> {
            if (message instanceof LinkMessage.Command command) {
                String key = node + " " + command.token();
                long before = revisions.getOrDefault(key, 0L);
                assertThat(command.revision()).isGreaterThanOrEqualTo(before);
                revisions.put(key, command.revision());
                assertThat(command.token().term()).isEqualTo(shop.planner.token.term());
            }
        };
        for (int minute = 0; minute < 8; minute++) {
            disturb(shop, random);
            for (int second = 0; second < 20; second++) {
                shop.seconds(1);
                check(shop);
            }
        }
        shop.calm();
        shop.seconds(75);
        assertThat(shop.with(Outcome.TRIAL)).as(shop.story()).noneMatch(trial -> isOlderThanAMinute(shop, trial));
        assertThat(List.copyOf(shop.decisions.keySet())).isSorted();
    }

    private static void disturb(SimulatedService shop, SplittableRandom random) {
        shop.calm();
        shop.offered = List.of(20, 100, 600, 1500, 3000).get(random.nextInt(5));
        switch (random.nextInt(7)) {
            case 0 -> shop.mute(FIRST);
            case 1 -> shop.deafen(FIRST);
            case 2 -> shop.silent = true;
            case 3 -> shop.run(state -> state.gone(shop.now, FIRST, false, "link lost"));
            case 4 ->
                shop.run(state -> state.directive(
                        shop.now, Optional.of(Policies.demo()), "shop#2", Optional.of("frozen by a test")));
            case 5 -> failOver(shop);
            default -> {} // nothing but load
        }
    }

    private static void failOver(SimulatedService shop) {
        Token next = new Token(shop.planner.token.term() + 1, "m" + shop.planner.token.term());
        Optional<ServiceRecord> record =
                shop.saved.isEmpty() ? Optional.empty() : Optional.of(shop.saved.get(shop.saved.size() - 1));
        shop.decisions.values().removeIf(decision -> decision.outcome() == Outcome.TRIAL); // its planner is gone
        shop.planner = PlannerState.recovering(SimulatedService.SHOP, "m2", next, record, shop.now);
        shop.policy(Policies.demo()).introduceAll();
    }

    private static void check(SimulatedService shop) {
        String story = shop.story();
        assertThat(shop.target()).as(story).isBetween(2, 4);
        for (SimulatedNode node : shop.nodes.values()) {
            assertThat(node.threads()).as(story).isBetween(4L, 64L);
        }
        List<DecisionRecord> open = shop.planner.ledger.trials();
        assertThat(open).as(story).hasSizeLessThanOrEqualTo(1);
        assertThat(shop.planner.trial.isPresent()).as(story).isEqualTo(!open.isEmpty());
        for (DecisionRecord decision : shop.decisions.values()) {
            assertThat(decision.reasons()).isNotEmpty();
            if (decision.outcome() == Outcome.KEPT) {
                assertThat(decision.feedback()).as(story).isPresent();
            }
            if (decision.kind() == Kind.INSTANCES && decision.outcome() == Outcome.APPLIED) {
                int from = Integer.parseInt(decision.from());
                int to = Integer.parseInt(decision.to());
                assertThat(to).as(story).isLessThanOrEqualTo(Math.max(from + 1, from * 2));
            }
            if (decision.reasons().stream().anyMatch(reason -> reason.startsWith("try "))) {
                long from = Long.parseLong(decision.from());
                assertThat(Long.parseLong(decision.to())).as(story).isBetween(from, Math.max(from + 2, from * 2));
            }
        }
    }

    private static boolean isOlderThanAMinute(SimulatedService shop, DecisionRecord trial) {
        return trial.at().isBefore(shop.now.minusSeconds(60));
    }
}
