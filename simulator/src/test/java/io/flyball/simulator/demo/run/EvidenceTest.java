package io.flyball.simulator.demo.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvidenceTest {
    private final Crafted run = new Crafted();

    @Test
    void aGoodRunPassesEveryCheck() {
        run.chaos = Optional.of(kill(2, 500, 0, 0));
        run.badPolicyAt = Optional.of(Crafted.at(100));
        run.decisions.add(Crafted.decision(
                "shop-1-9",
                105,
                1,
                "THREADS",
                "tomcat.maxThreads",
                List.of("shop-1"),
                "8",
                "2",
                "REVERTED",
                Crafted.effect("FAIL")));
        List<Check> checks = Evidence.of(run.observed(), true, true);
        assertThat(checks)
                .hasSize(6)
                .allSatisfy(check -> assertThat(check.missing()).isEmpty());
    }

    @Test
    void onlyWhatWasAskedForIsChecked() {
        assertThat(Evidence.of(run.observed(), false, false)).hasSize(4);
    }

    @Test
    void aRunThatSawNothingPassesNothing() {
        var nothing = new Observed(
                Crafted.BEGAN,
                Bounds.DEMO,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
        assertThat(Evidence.of(nothing, true, true)).noneMatch(Check::passed);
    }

    @Test
    void knobsOfOneJvmAreNotEnough() {
        run.knobs.remove(1);
        assertMissing(KnobEvidence.of(run.observed()), "1 JVMs found");
    }

    @Test
    void aJvmWithoutRequestThreadsToTurnDoesNotCount() {
        run.knobs.set(
                1, new KnobList("shop-2", "17", List.of("jvm.MinHeapFreeRatio", "jvm.MaxHeapFreeRatio", "jvm.gc"), 8));
        assertMissing(KnobEvidence.of(run.observed()), "shop-2 offers tomcat.maxThreads");
    }

    @Test
    void aTrialThatWasNotKeptIsNoTuning() {
        run.replace(
                "shop-1-1",
                Crafted.decision(
                        "shop-1-1",
                        35,
                        1,
                        "THREADS",
                        "tomcat.maxThreads",
                        List.of("shop-1"),
                        "4",
                        "8",
                        "REVERTED",
                        Crafted.effect("FAIL")));
        run.replace(
                "shop-1-2",
                Crafted.decision(
                        "shop-1-2", 45, 1, "THREADS", "tomcat.maxThreads", List.of("shop-2"), "4", "8", "TRIAL", null));
        assertMissing(ThreadEvidence.of(run.observed()), "no trial of request threads");
    }

    @Test
    void changingAllInstancesAtOnceIsNoTrial() {
        run.remove("shop-1-2");
        run.replace(
                "shop-1-1",
                Crafted.decision(
                        "shop-1-1",
                        35,
                        1,
                        "THREADS",
                        "tomcat.maxThreads",
                        List.of("shop-1", "shop-2"),
                        "4",
                        "8",
                        "KEPT",
                        Crafted.effect("PASS")));
        assertMissing(ThreadEvidence.of(run.observed()), "no trial of request threads");
    }

    @Test
    void threadsThatNeverReachTheOthersAreNoSpread() {
        run.readings.replaceAll(reading -> new FleetReading(
                reading.at(),
                reading.member(),
                reading.term(),
                reading.state(),
                reading.target(),
                reading.ready(),
                reading.nodes().stream()
                        .map(node -> node.id().equals("shop-1") ? node : Crafted.node(node.id(), 4, node.metric("rss")))
                        .toList(),
                List.of()));
        assertMissing(ThreadEvidence.of(run.observed()), "spread to shop-2 after it");
    }

    @Test
    void throughputThatOnlyDoublesFails() {
        run.load.replaceAll(second -> Crafted.second((int) second.second(), second.second() < 50 ? 390 : 780, 0));
        assertMissing(ThreadEvidence.of(run.observed()), "throughput 390 -> 780");
    }

    @Test
    void aLuckySecondIsNoThroughput() {
        run.load.replaceAll(second -> Crafted.second((int) second.second(), second.second() == 120 ? 1_400 : 390, 0));
        assertThat(ThreadEvidence.of(run.observed()).passed()).isFalse();
    }

    @Test
    void instancesThatAreNeverRemovedFail() {
        run.remove("shop-2-1");
        assertMissing(InstanceEvidence.of(run.observed()), "removed after it: none");
    }

    @Test
    void oneFailedRequestIsTooMany() {
        run.load.set(190, Crafted.second(190, 1_400, 1));
        assertMissing(InstanceEvidence.of(run.observed()), "1 of 1");
    }

    @Test
    void moreInstancesThanThePolicyAllowsFail() {
        run.replace(
                "shop-1-3",
                Crafted.decision("shop-1-3", 80, 1, "INSTANCES", "instances", List.of(), "2", "6", "APPLIED", null));
        Check check = InstanceEvidence.of(run.observed());
        assertMissing(check, "6 instances are outside [2, 4]");
        assertMissing(check, "2 -> 6 is more than a step of x2.0");
    }

    @Test
    void aChangeWithinTheCooldownFails() {
        run.decisions.add(
                Crafted.decision("shop-1-4", 88, 1, "INSTANCES", "instances", List.of(), "4", "3", "APPLIED", null));
        assertMissing(InstanceEvidence.of(run.observed()), "shortest time between two changes 8 s");
    }

    @Test
    void aWishThatNoAgentFulfilledIsNoInstance() {
        run.readings.replaceAll(reading ->
                new FleetReading(reading.at(), "m1", 1, "active", reading.target(), 2, reading.nodes(), List.of()));
        assertMissing(InstanceEvidence.of(run.observed()), "2 took requests at peak");
    }

    @Test
    void aGiveBackThatRssDoesNotShowFails() {
        run.readings.replaceAll(reading -> new FleetReading(
                reading.at(),
                "m1",
                1,
                "active",
                reading.target(),
                reading.ready(),
                reading.nodes().stream()
                        .map(node -> Crafted.node(node.id(), 8, 300e6))
                        .toList(),
                List.of()));
        assertMissing(MemoryEvidence.of(run.observed()), "no give-back");
    }

    @Test
    void aGiveBackThatWasNotKeptFails() {
        Decision given = run.decisions.stream()
                .filter(decision -> decision.id().equals("shop-2-2"))
                .findFirst()
                .orElseThrow();
        run.replace(
                "shop-2-2",
                Crafted.decision(
                        given.id(),
                        190,
                        2,
                        "MEMORY",
                        "heap",
                        given.nodes(),
                        given.from(),
                        given.to(),
                        "REVERTED",
                        null));
        assertMissing(MemoryEvidence.of(run.observed()), "kept after validation");
    }

    @Test
    void settingsThatAreStillTightWhenLoadReturnsFail() {
        run.readings.replaceAll(reading -> new FleetReading(
                reading.at(),
                "m1",
                1,
                "active",
                reading.target(),
                reading.ready(),
                reading.nodes().stream()
                        .map(node -> Crafted.node(node.id(), 8, node.metric("rss"), 20))
                        .toList(),
                List.of()));
        assertMissing(MemoryEvidence.of(run.observed()), "shop-1 had its own heap settings back");
    }

    @Test
    void settingsThatWereNeverSeenTightAreNoEvidence() {
        run.readings.replaceAll(reading -> new FleetReading(
                reading.at(),
                "m1",
                1,
                "active",
                reading.target(),
                reading.ready(),
                reading.nodes().stream()
                        .map(node -> Crafted.node(node.id(), 8, node.metric("rss"), 70))
                        .toList(),
                List.of()));
        assertMissing(MemoryEvidence.of(run.observed()), "shop-1 was never seen with tight");
    }

    @Test
    void aPlannerThatNobodyTakesOverFails() {
        run.chaos = Optional.of(new ChaosOutcome(Crafted.at(108), "m1", 1, 1, Optional.empty(), 500, 0, 0));
        assertMissing(ChaosEvidence.of(run.observed()), "a survivor plans");
    }

    @Test
    void silenceAfterTheKillFails() {
        run.chaos = Optional.of(kill(2, 500, 0, 0));
        run.decisions.removeIf(decision -> decision.term() == 2);
        assertMissing(ChaosEvidence.of(run.observed()), "0 decisions under the new term");
    }

    @Test
    void aCommandExecutedTwiceFails() {
        run.chaos = Optional.of(kill(2, 500, 0, 0));
        run.executions.add(new Execution("shop-1", 2, 1, "set"));
        assertMissing(ChaosEvidence.of(run.observed()), "1 twice");
    }

    @Test
    void aCommandOfTheOldTermAfterTheNewOneFails() {
        run.chaos = Optional.of(kill(2, 500, 0, 0));
        run.executions.add(new Execution("shop-1", 1, 7, "set"));
        assertMissing(ChaosEvidence.of(run.observed()), "1 out of order");
    }

    @Test
    void noJournalOfCommandsIsNoEvidence() {
        run.chaos = Optional.of(kill(2, 500, 0, 0));
        run.executions.clear();
        assertMissing(ChaosEvidence.of(run.observed()), "0 commands executed");
    }

    @Test
    void lostHistoryOrDecisionsFail() {
        run.chaos = Optional.of(kill(2, 500, 3, 1));
        Check check = ChaosEvidence.of(run.observed());
        assertMissing(check, "500 points of history from before, 3 lost");
        assertMissing(check, "1 decisions from before lost");
    }

    @Test
    void historyThatCouldNotBeReadIsNoEvidence() {
        run.chaos = Optional.of(kill(2, 0, 0, 0));
        assertMissing(ChaosEvidence.of(run.observed()), "0 points of history");
    }

    @Test
    void aHarmfulPolicyThatWasOnlyInconclusiveIsNotCaught() {
        run.badPolicyAt = Optional.of(Crafted.at(100));
        assertMissing(BadPolicyEvidence.of(run.observed()), "no trial on one instance failed");
    }

    private static ChaosOutcome kill(long termAfter, int points, int lost, int decisionsLost) {
        return new ChaosOutcome(
                Crafted.at(108), "m1", 1, termAfter, Optional.of(Duration.ofSeconds(11)), points, lost, decisionsLost);
    }

    private static void assertMissing(Check check, String text) {
        assertThat(check.passed()).isFalse();
        assertThat(check.missing()).anySatisfy(missing -> assertThat(missing).contains(text));
    }
}
