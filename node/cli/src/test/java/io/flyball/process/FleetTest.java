package io.flyball.process;

import static io.flyball.process.Fleet.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flyball.process.AgentFiles.Execution;
import io.flyball.process.Fleet.Trial;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever of a real fleet is killed or stopped: what was acknowledged stays, nothing is done twice, and it goes on. The
 * tests share the fleet in any order; each gets it repaired.
 */
class FleetTest {
    private static final Duration PAUSE_OF_A_MEMBER = Duration.ofSeconds(25);

    /** Exit status of a member that the others put out. */
    private static final int PUT_OUT = 6;

    private static Fleet fleet;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        fleet = Fleet.start(directory);
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @BeforeEach
    void heal() {
        fleet.heal();
    }

    @AfterEach
    void nothingWasDoneTwiceAndNoNodeObeyedAnOlderPlanner() {
        List<Execution> all = fleet.files().executions();
        assertThat(all.stream().map(each -> List.of(each.node(), each.term(), each.owner(), each.revision())))
                .doesNotHaveDuplicates();
        Map<String, Long> terms = new HashMap<>();
        for (Execution each : all) {
            Long before = terms.put(each.node(), each.term());
            assertThat(before == null || before <= each.term())
                    .as("%s after term %s", each, before)
                    .isTrue();
        }
        assertThat(fleet.transcript().missing()).isEmpty();
    }

    @Test
    void aKilledAgentComesBackUndoesItsTrialAndReportsOn() {
        Map<String, Long> shops = fleet.shops();
        Trial trial = fleet.beginTrial();
        long pid = shops.get(trial.node());
        int tried = TargetBeans.maxThreads(pid);
        assertThat(tried).isGreaterThan(trial.before());
        int lives = fleet.transcript().lives();

        fleet.killAgent();
        assertThat(fleet.files().node(trial.node()).orElseThrow().trial()).isTrue();
        assertThat(TargetBeans.maxThreads(pid)).isEqualTo(tried);
        fleet.startAgent();

        eventually("the trial is undone", () -> TargetBeans.maxThreads(pid) == trial.before());
        eventually(
                "the state says so",
                () -> !fleet.files().node(trial.node()).orElseThrow().trial());
        AgentFiles.NodeState state = fleet.files().node(trial.node()).orElseThrow();
        assertThat(state.term()).isEqualTo(trial.command().term());
        assertThat(state.owner()).isEqualTo(trial.command().owner());
        eventually("all report again", () -> fleet.transcript().lives() == lives + 1);
        Instant back = Instant.now();
        for (String node : shops.keySet()) {
            eventually(
                    node + " reports",
                    () -> fleet.transcript()
                                    .acknowledged(node)
                                    .tailSet(back.toEpochMilli())
                                    .size()
                            >= 3);
        }
        assertThat(fleet.shops()).isEqualTo(shops); // found again, not started again
        assertThat(TargetBeans.maxThreads(pid)).isEqualTo(trial.before());
    }

    @Test
    void aKilledMemberCostsNoSampleAndLeavesNoGap() {
        Instant from = Instant.now();
        Member linked = fleet.linked().orElseThrow();
        NavigableSet<String> nodes = new TreeMap<>(fleet.shops()).navigableKeySet();
        awaitReports(nodes, from, 5);

        Map<String, NavigableSet<Long>> before = acknowledged(nodes, from);
        linked.kill();
        Instant killed = Instant.now();
        eventually(
                "the agent found another member",
                () -> fleet.linked().filter(member -> member != linked).isPresent());
        for (String node : nodes) {
            eventually(
                    "what was acknowledged of " + node + " is still there",
                    () -> fleet.history(node, from, Instant.now()).containsAll(before.get(node)));
        }
        awaitReports(nodes, killed, 8);

        Map<String, NavigableSet<Long>> all = acknowledged(nodes, from);
        for (String node : nodes) {
            Instant end = Instant.ofEpochMilli(all.get(node).last() + 1);
            eventually(
                    "history of " + node + " is what was measured",
                    () -> fleet.history(node, from, end).equals(all.get(node)));
        }
    }

    private static void awaitReports(NavigableSet<String> nodes, Instant from, int count) {
        for (String node : nodes) {
            eventually(
                    node + " reports",
                    () -> fleet.transcript()
                                    .acknowledged(node)
                                    .tailSet(from.toEpochMilli())
                                    .size()
                            >= count);
        }
    }

    private static Map<String, NavigableSet<Long>> acknowledged(NavigableSet<String> nodes, Instant from) {
        Map<String, NavigableSet<Long>> ticks = new TreeMap<>();
        nodes.forEach(
                node -> ticks.put(node, fleet.transcript().acknowledged(node).tailSet(from.toEpochMilli(), true)));
        return ticks;
    }

    @Test
    void aKilledPlannerIsReplacedByOneThatUndoesItsTrialAndDecidesOn() {
        Map<String, Long> shops = fleet.shops();
        Member planning = fleet.planning();
        fleet.linkTo(anyBut(planning));
        Trial trial = fleet.beginTrial();
        long pid = shops.get(trial.node());
        long term = fleet.term();
        assertThat(trial.command().term()).isEqualTo(term);

        planning.kill();
        eventually("another member plans", () -> fleet.term() > term && fleet.planning() != planning);
        eventually("the new planner undoes the old one's trial", () -> TargetBeans.maxThreads(pid) == trial.before());
        eventually("decisions resume", () -> decisions().values().stream().anyMatch(found -> found > term));
        fleet.apply(new ShopPolicy(threads(trial) + 2, fleet.instances(), false));
        eventually("commands resume", () -> fleet.files().executions().stream().anyMatch(each -> each.term() > term));
        assertThat(fleet.shops()).isEqualTo(shops);
    }

    @Test
    void aKilledJvmIsToldGoneAndStartedAgainWhileTheOthersGoOn() {
        Map<String, Long> shops = fleet.shops();
        String victim = "shop-2";
        Instant from = Instant.now();
        awaitReports(new TreeMap<>(shops).navigableKeySet(), from, 2);
        int gone = fleet.transcript().gone().size();

        ProcessHandle.of(shops.get(victim)).orElseThrow().destroyForcibly();
        eventually("it is told gone", () -> fleet.transcript().gone().size() > gone);
        assertThat(fleet.transcript().gone().get(gone).node()).isEqualTo(victim);
        assertThat(fleet.transcript().gone().get(gone).reason()).isEqualTo("the process exited");
        eventually("it runs again", () -> {
            JsonNode service = fleet.service();
            return !fleet.shops().get(victim).equals(shops.get(victim))
                    && service.path("nodes").path("live").asInt() == shops.size();
        });
        Instant again = Instant.now();
        awaitReports(new TreeMap<>(shops).navigableKeySet(), again, 2);

        Map<String, Long> now = fleet.shops();
        assertThat(now.keySet()).isEqualTo(shops.keySet());
        shops.keySet().stream()
                .filter(node -> !node.equals(victim))
                .forEach(node -> assertThat(now.get(node)).as(node).isEqualTo(shops.get(node)));
    }

    /**
     * A member that plans is stopped for longer than the others wait, while it renews a trial every second. When it goes
     * on, it still believes that it plans. By then the cluster turns away what it sends; that nodes would refuse it, too,
     * is shown by {@link StaleCommandTest}.
     */
    @Test
    void aPlannerThatSleptDoesNoHarm() {
        Map<String, Long> shops = fleet.shops();
        Member sleeper = fleet.planning();
        fleet.linkTo(anyBut(sleeper));
        Trial trial = fleet.beginTrial();
        long pid = shops.get(trial.node());
        long term = fleet.term();
        int wanted = fleet.instances() + 1;
        try (TermWatch watch = new TermWatch(fleet.files(), new ArrayList<>(shops.keySet()))) {
            Instant stopped = Instant.now();
            Children.signal(sleeper.process(), "STOP");
            eventually("another member plans", () -> fleet.term() > term);
            List<Execution> before = fleet.files().executions();
            fleet.apply(new ShopPolicy(threads(trial), wanted, true));
            eventually(
                    "the new planner is obeyed",
                    () -> fleet.files().instances("shop").orElseThrow().target() == wanted);
            eventually("the trial of the sleeper is undone", () -> TargetBeans.maxThreads(pid) == trial.before());
            eventually("it slept long", () -> Instant.now().isAfter(stopped.plus(PAUSE_OF_A_MEMBER)));

            Children.signal(sleeper.process(), "CONT");
            eventually("it finds out that it was put out", () -> !sleeper.isAlive());
            assertThat(sleeper.process().exitValue()).isEqualTo(PUT_OUT);
            long now = fleet.term();
            assertThat(fleet.files().node(trial.node()).orElseThrow().term()).isEqualTo(now);
            assertThat(watch.decreases()).isEmpty();
            AgentFiles.Instances instances = fleet.files().instances("shop").orElseThrow();
            assertThat(instances.target()).isEqualTo(wanted);
            assertThat(instances.term()).isEqualTo(now);
            List<Execution> since = new ArrayList<>(fleet.files().executions());
            since.removeAll(before);
            assertThat(since).allMatch(each -> each.term() > term);
        }
        assertThat(TargetBeans.maxThreads(pid)).isEqualTo(trial.before());
    }

    private static int threads(Trial trial) {
        return Integer.parseInt(trial.command().settings().replaceAll(".*=", ""));
    }

    @Test
    void whenAllMembersWereKilledPolicyFreezeHistoryAndDecisionsAreStillThere() {
        Instant from = Instant.now();
        NavigableSet<String> nodes = new TreeMap<>(fleet.shops()).navigableKeySet();
        fleet.call("PUT", "/v1/services/shop/freeze", "{\"reason\": \"the lights go out\"}");
        eventually(
                "the planner knows",
                () -> fleet.service().path("state").asText().equals("frozen"));
        awaitReports(nodes, from, 3);
        JsonNode policy = fleet.read("/v1/policies/shop");
        Map<String, Long> decisions = decisions();
        long term = fleet.term();
        int executed = fleet.files().executions().size();
        Map<String, NavigableSet<Long>> before = acknowledged(nodes, from);

        fleet.members().forEach(Member::kill);
        Instant killed = Instant.now();
        fleet.startMembers();

        assertThat(fleet.read("/v1/policies/shop")).isEqualTo(policy);
        JsonNode freeze = fleet.read("/v1/services/shop/freeze");
        assertThat(freeze.path("frozen").asBoolean()).isTrue();
        assertThat(freeze.path("reason").asText()).isEqualTo("the lights go out");
        eventually(
                "it is planned again, with a higher term, and still frozen",
                () -> fleet.term() > term
                        && fleet.service().path("state").asText().equals("frozen"));
        awaitReports(nodes, killed, 3);
        Map<String, NavigableSet<Long>> all = acknowledged(nodes, from);
        for (String node : nodes) {
            Instant end = Instant.ofEpochMilli(all.get(node).last() + 1);
            eventually(
                    "history of " + node + " is there",
                    () -> fleet.history(node, from, end).containsAll(before.get(node)));
            eventually(
                    "what came meanwhile, too",
                    () -> fleet.history(node, from, end).equals(all.get(node)));
        }
        assertThat(decisions()).containsAllEntriesOf(decisions);
        assertThat(fleet.files().executions()).hasSize(executed);
    }

    @Test
    void aBadFrameEndsItsOwnLinkAndNothingElse() {
        Member attacked = fleet.planning();
        fleet.linkTo(attacked);
        NavigableSet<String> nodes = new TreeMap<>(fleet.shops()).navigableKeySet();
        assertThat(attacked.api().get("/v1/services").isOk()).isTrue();

        RawLink garbage = RawLink.open(attacked.api());
        garbage.send(new byte[] {1, 2, 3}, true);
        RawLink oversized = RawLink.open(attacked.api());
        oversized.send(new byte[300 * 1024], true);
        RawLink endless = RawLink.open(attacked.api());
        RawLink slow = RawLink.open(attacked.api());
        eventually("a frame that never ends is cut off", () -> {
            endless.send(new byte[64 * 1024], false);
            return endless.isEnded();
        });
        eventually("a slow frame is cut off", () -> {
            slow.send(new byte[] {'F'}, false);
            assertThat(attacked.api().get("/v1/services").isOk()).isTrue();
            return slow.isEnded();
        });
        eventually("bad links are ended", () -> garbage.isEnded() && oversized.isEnded());

        assertThat(attacked.tap().isLinked()).isTrue();
        awaitReports(nodes, Instant.now(), 2);
        assertThat(attacked.api().get("/v1/services").isOk()).isTrue();
        assertThat(attacked.isAlive()).isTrue();
    }

    private static Member anyBut(Member one) {
        return fleet.members().stream()
                .filter(member -> member != one)
                .findFirst()
                .orElseThrow();
    }

    /** Terms of the newest decisions by id. */
    private static Map<String, Long> decisions() {
        Map<String, Long> terms = new TreeMap<>();
        fleet.read("/v1/decisions?service=shop&limit=200")
                .path("decisions")
                .forEach(decision -> terms.put(
                        decision.path("id").asText(),
                        decision.path("token").path("term").asLong()));
        return terms;
    }
}
