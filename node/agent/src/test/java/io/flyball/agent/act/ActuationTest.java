package io.flyball.agent.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flyball.agent.jvm.JvmConnection;
import io.flyball.agent.jvm.JvmFacts;
import io.flyball.agent.testing.Load;
import io.flyball.agent.testing.TargetJvm;
import io.flyball.protocol.message.LinkMessage.Command;
import io.flyball.protocol.message.LinkMessage.CommandResult;
import io.flyball.protocol.message.LinkMessage.Settle;
import io.flyball.protocol.message.LinkMessage.Settle.Ending;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.EffectReading;
import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real JVM with Tomcat, HikariCP and a pool of its own. */
class ActuationTest {
    private static final Token PLANNER = new Token(5, "m1@a");
    private static TargetJvm target;
    private static JvmConnection jvm;
    private static JvmFacts facts;

    @TempDir
    Path directory;

    private final AtomicLong clock = new AtomicLong(1_000);
    private final List<CommandResult> answers = new ArrayList<>();
    private Actuation actuation;
    private long revision;

    @BeforeAll
    static void startTarget() throws IOException {
        target = TargetJvm.start("-Xms16m");
        jvm = JvmConnection.open(target.pid());
        facts = JvmFacts.of(target.pid(), jvm);
    }

    @AfterAll
    static void stopTarget() {
        jvm.close();
        target.close();
    }

    @BeforeEach
    void openActuation() throws Exception {
        find().knob(Knobs.TOMCAT_MAX_THREADS).write(4);
        actuation = open(target.facts().identity());
    }

    private static KnobSet find() throws IOException {
        return KnobSet.find(jvm, facts, new Envelopes(Map.of()), OptionalLong::empty);
    }

    private Actuation open(String identity) throws IOException {
        var shop = new Actuation.Target(new NodeId("shop-1"), new ServiceName("shop"), identity);
        return Actuation.open(shop, directory, clock::get, () -> find(), answers::add);
    }

    private CommandResult execute(long lease, Setting... settings) {
        actuation.command(new Command(0, PLANNER, ++revision, List.of(settings), lease, 10_000), clock.get());
        return last();
    }

    private CommandResult last() {
        return answers.get(answers.size() - 1);
    }

    private static long current(String knob) throws Exception {
        return find().knob(knob).read();
    }

    @Test
    void moreTomcatThreadsUnderLoadTakeEffect() throws Exception {
        try (Load load = new Load(target, "/", 24)) {
            await().until(() -> busyThreads() >= 4);
            CommandResult answer = execute(0, new Setting(Knobs.TOMCAT_MAX_THREADS, 16));
            assertThat(answer.outcome()).isEqualTo(CommandOutcome.APPLIED);
            EffectReading effect = answer.effects().get(0);
            assertThat(effect.attribute()).isEqualTo("currentThreadCount");
            assertThat(effect.before()).isEqualTo(4);
            assertThat(effect.after()).isGreaterThan(4);
            assertThat(answer.inForce().settings()).containsExactly(new Setting(Knobs.TOMCAT_MAX_THREADS, 16));
            await().until(() -> busyThreads() > 8);

            CommandResult shrunk = execute(0, new Setting(Knobs.TOMCAT_MAX_THREADS, 4));
            assertThat(shrunk.outcome()).isEqualTo(CommandOutcome.APPLIED);
            await().until(() -> busyThreads() <= 4);
            assertThat(load).isNotNull();
        }
    }

    private static double busyThreads() throws Exception {
        return find().knob(Knobs.TOMCAT_MAX_THREADS)
                .evidence()
                .orElseThrow()
                .read()
                .value();
    }

    @Test
    void withoutLoadTheAnswerSaysThatNoEffectCanBeSeen() {
        CommandResult answer = execute(0, new Setting(Knobs.TOMCAT_MAX_THREADS, 20));
        assertThat(answer.outcome()).isEqualTo(CommandOutcome.APPLIED);
        assertThat(answer.detail()).contains("no demand yet: effect not observable");
    }

    @Test
    void aBadValueIsRefusedAndTheOldOneIsIntact() throws Exception {
        CommandResult answer = execute(0, new Setting(Knobs.TOMCAT_MAX_THREADS, -5));
        assertThat(answer.outcome()).isEqualTo(CommandOutcome.REFUSED_BOUNDS);
        assertThat(answer.detail()).isEqualTo("tomcat.maxThreads=-5: must be between 2 and 500");
        assertThat(current(Knobs.TOMCAT_MAX_THREADS)).isEqualTo(4);
    }

    @Test
    void oneBadSettingStopsTheWholeCommand() throws Exception {
        CommandResult answer =
                execute(0, new Setting(Knobs.TOMCAT_MAX_THREADS, 8), new Setting(Knobs.HIKARI_MAX_POOL_SIZE, 5_000));
        assertThat(answer.outcome()).isEqualTo(CommandOutcome.REFUSED_BOUNDS);
        assertThat(current(Knobs.TOMCAT_MAX_THREADS)).isEqualTo(4);
    }

    @Test
    void tomcatStoresABadValueAlthoughItThrowsAndTheOldOneIsWrittenAgain() throws Exception {
        Knob maxThreads = find().knob(Knobs.TOMCAT_MAX_THREADS);
        KnobWriter writer = new KnobWriter(find());
        assertThat(writer.write(List.of(new Setting(Knobs.TOMCAT_MAX_THREADS, -5)))
                        .ok())
                .isFalse();
        assertThat(maxThreads.read()).as("the trap this test is about").isEqualTo(-5);
        assertThat(writer.writeBack(List.of(new Setting(Knobs.TOMCAT_MAX_THREADS, 4)))
                        .ok())
                .isTrue();
        assertThat(maxThreads.read()).isEqualTo(4);
        assertThat(target.get("/")).isEqualTo(200);
    }

    @Test
    void aTrialRevertsWhenItsLeaseEnds() throws Exception {
        assertThat(execute(500, new Setting(Knobs.TOMCAT_MAX_THREADS, 12)).outcome())
                .isEqualTo(CommandOutcome.APPLIED);
        assertThat(last().inForce().trial()).containsExactly(new Setting(Knobs.TOMCAT_MAX_THREADS, 12));
        clock.addAndGet(499);
        actuation.tick();
        assertThat(current(Knobs.TOMCAT_MAX_THREADS)).isEqualTo(12);
        clock.addAndGet(1);
        actuation.tick();
        assertThat(current(Knobs.TOMCAT_MAX_THREADS)).isEqualTo(4);
        assertThat(last().outcome()).isEqualTo(CommandOutcome.REVERTED);
        assertThat(last().detail()).isEqualTo("the lease ended");
        assertThat(actuation.needsTicks()).isFalse();
    }

    @Test
    void aConfirmedTrialStays() throws Exception {
        execute(500, new Setting(Knobs.TOMCAT_MAX_THREADS, 12));
        actuation.settle(new Settle(0, PLANNER, revision, Ending.CONFIRM, 0));
        assertThat(last().outcome()).isEqualTo(CommandOutcome.CONFIRMED);
        clock.addAndGet(10_000);
        actuation.tick();
        assertThat(current(Knobs.TOMCAT_MAX_THREADS)).isEqualTo(12);
    }

    @Test
    void anAgentThatDiesDuringATrialRestoresAfterItsRestart() throws Exception {
        execute(60_000, new Setting(Knobs.TOMCAT_MAX_THREADS, 12));
        answers.clear();
        Actuation restarted = open(target.facts().identity());
        assertThat(current(Knobs.TOMCAT_MAX_THREADS)).isEqualTo(4);
        assertThat(last().outcome()).isEqualTo(CommandOutcome.REVERTED);
        assertThat(restarted.inForce().trial()).isEmpty();
    }

    @Test
    void aLowerTokenIsRefusedAlsoAfterARestart() throws Exception {
        execute(0, new Setting(Knobs.TOMCAT_MAX_THREADS, 8));
        actuation = open(target.facts().identity());
        var stale =
                new Command(0, new Token(4, "m9@z"), 99, List.of(new Setting(Knobs.TOMCAT_MAX_THREADS, 30)), 0, 9_000);
        actuation.command(stale, clock.get());
        assertThat(last().outcome()).isEqualTo(CommandOutcome.REFUSED_TOKEN);
        assertThat(current(Knobs.TOMCAT_MAX_THREADS)).isEqualTo(8);
        assertThat(actuation.inForce().settings()).containsExactly(new Setting(Knobs.TOMCAT_MAX_THREADS, 8));
    }

    @Test
    void aRestartedJvmKeepsItsTokenButNoSettings() throws Exception {
        execute(0, new Setting(Knobs.TOMCAT_MAX_THREADS, 8));
        Actuation other = open("4711:1");
        assertThat(other.inForce().token()).isEqualTo(PLANNER);
        assertThat(other.inForce().settings()).isEmpty();
    }

    @Test
    void anUnreadableStateIsSetAsideAndCommandsAreRefusedWhileTokensAreLearnt() throws Exception {
        execute(0, new Setting(Knobs.TOMCAT_MAX_THREADS, 8));
        Path file = directory.resolve("shop-1.state");
        Files.writeString(file, Files.readString(file).replace("seen\t5", "seen\t1"));
        actuation = open(target.facts().identity());
        assertThat(directory.resolve("shop-1.state.unreadable")).exists();
        assertThat(execute(0, new Setting(Knobs.TOMCAT_MAX_THREADS, 10)).outcome())
                .isEqualTo(CommandOutcome.REFUSED_TOKEN);
        clock.addAndGet(NodeSettings.LEARN_MILLIS);
        var stale =
                new Command(0, new Token(4, "m9@z"), 99, List.of(new Setting(Knobs.TOMCAT_MAX_THREADS, 30)), 0, 9_000);
        actuation.command(stale, clock.get());
        assertThat(last().outcome()).isEqualTo(CommandOutcome.REFUSED_TOKEN);
        assertThat(execute(0, new Setting(Knobs.TOMCAT_MAX_THREADS, 10)).outcome())
                .isEqualTo(CommandOutcome.APPLIED);
    }

    @Test
    void nothingIsWrittenWhenTheStateCannotBeSaved() throws Exception {
        execute(0, new Setting(Knobs.TOMCAT_MAX_THREADS, 8));
        Files.createDirectory(directory.resolve("shop-1.state.new"));
        CommandResult answer = execute(0, new Setting(Knobs.TOMCAT_MAX_THREADS, 10));
        assertThat(answer.outcome()).isEqualTo(CommandOutcome.FAILED);
        assertThat(answer.detail()).contains("nothing was written");
        assertThat(current(Knobs.TOMCAT_MAX_THREADS)).isEqualTo(8);
    }

    @Test
    void shrinkingHikariEvictsConnectionsUnderLoad() throws Exception {
        try (Load load = new Load(target, "/db", 12)) {
            execute(0, new Setting(Knobs.TOMCAT_MAX_THREADS, 16));
            CommandResult answer = execute(0, new Setting(Knobs.HIKARI_MAX_POOL_SIZE, 3));
            assertThat(answer.outcome()).isEqualTo(CommandOutcome.APPLIED);
            assertThat(answer.effects()).extracting(EffectReading::attribute).containsExactly("TotalConnections");
            assertThat(answer.effects().get(0).before()).isEqualTo(8);
            Evidence connections =
                    find().knob(Knobs.HIKARI_MAX_POOL_SIZE).evidence().orElseThrow();
            await().atMost(Duration.ofSeconds(5)).until(() -> connections.read().value() <= 3);
            assertThat(load).isNotNull();
        } finally {
            execute(0, new Setting(Knobs.HIKARI_MAX_POOL_SIZE, 8));
        }
    }

    @Test
    void tightRatiosAndACollectionGiveHeapBackAndTheRatiosComeBackAlone() throws Exception {
        target.get("/balloon");
        target.get("/drop");
        long committed = committed();
        assertThat(committed).isGreaterThan(150L << 20);
        CommandResult answer = execute(
                1_000,
                new Setting(Knobs.GC_RUN, 1),
                new Setting(Knobs.MAX_HEAP_FREE_RATIO, 20),
                new Setting(Knobs.MIN_HEAP_FREE_RATIO, 10));
        assertThat(answer.outcome()).as(answer.detail()).isEqualTo(CommandOutcome.APPLIED);
        assertThat(answer.detail()).contains("heap.committed");
        assertThat(committed()).isLessThan(committed / 2);
        clock.addAndGet(1_000);
        actuation.tick();
        assertThat(last().outcome()).isEqualTo(CommandOutcome.REVERTED);
        assertThat(current(Knobs.MIN_HEAP_FREE_RATIO)).isEqualTo(40);
        assertThat(current(Knobs.MAX_HEAP_FREE_RATIO)).isEqualTo(70);
    }

    private static long committed() throws Exception {
        return Math.round(new HeapReader(jvm, "committed").read().value());
    }

    @Test
    void aMinimumRatioAboveTheMaximumIsRefusedBeforeHotSpotSeesIt() {
        CommandResult answer = execute(0, new Setting(Knobs.MAX_HEAP_FREE_RATIO, 20));
        assertThat(answer.outcome()).isEqualTo(CommandOutcome.REFUSED_BOUNDS);
        assertThat(answer.detail()).isEqualTo("jvm.MinHeapFreeRatio=40: must be at most jvm.MaxHeapFreeRatio (20)");
    }

    @Test
    void knobsAreOfferedOnlyWhereTheyWork() throws Exception {
        Map<String, Capability> found = new java.util.HashMap<>();
        find().capabilities().forEach(capability -> found.put(capability.knob(), capability));
        assertThat(found.get(Knobs.TOMCAT_MAX_THREADS).available()).isTrue();
        assertThat(found.get(Knobs.G1_PERIODIC_GC_INTERVAL).available()).isTrue();
        assertThat(found.get(Knobs.SOFT_MAX_HEAP_SIZE).available()).isFalse();
        assertThat(found.get(Knobs.SOFT_MAX_HEAP_SIZE).note()).isEqualTo("G1 does not act on it");
        assertThat(found.get(Knobs.NATIVE_TRIM).available()).isTrue();
        assertThat(found.get("app.orders.size"))
                .isEqualTo(new Capability("app.orders.size", 3, 1, 64, "threads", true, "effect: app.orders.threads"));
        assertThat(found.get("app.downstream.limit").max()).isEqualTo(100);
    }

    @Test
    void theServicesOwnKnobsAreTurned() throws Exception {
        assertThat(execute(0, new Setting("app.orders.size", 6), new Setting("app.downstream.limit", 9))
                        .outcome())
                .isEqualTo(CommandOutcome.APPLIED);
        assertThat(current("app.orders.size")).isEqualTo(6);
        assertThat(current("app.downstream.limit")).isEqualTo(9);
    }

    @Test
    void theAgentsConfigurationNarrowsTheEnvelope() throws Exception {
        var narrow = new Envelopes(Map.of(Knobs.TOMCAT_MAX_THREADS, new Envelope(1, 40)));
        Capability offered = KnobSet.find(jvm, facts, narrow, OptionalLong::empty)
                .knob(Knobs.TOMCAT_MAX_THREADS)
                .probe();
        assertThat(offered.min()).as("configuration never widens").isEqualTo(2);
        assertThat(offered.max()).isEqualTo(40);
    }

    @Test
    void aPoolThatStartedWithMoreSpareThreadsShrinksBelowThem() throws Exception {
        Knob maxThreads = find().knob(Knobs.TOMCAT_MAX_THREADS);
        maxThreads.write(16);
        find().knob(Knobs.TOMCAT_MIN_SPARE_THREADS).write(10);
        assertThat(execute(0, new Setting(Knobs.TOMCAT_MAX_THREADS, 5)).outcome())
                .isEqualTo(CommandOutcome.APPLIED);
        assertThat(maxThreads.read()).isEqualTo(5);
        assertThat(target.get("/")).isEqualTo(200);
    }
}
