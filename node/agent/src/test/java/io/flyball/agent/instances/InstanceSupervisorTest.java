package io.flyball.agent.instances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import io.flyball.agent.AgentProtocol.InstancesChanged;
import io.flyball.agent.AgentProtocol.InstancesCommand;
import io.flyball.agent.AgentProtocol.InstancesRefused;
import io.flyball.agent.AgentProtocol.LinkCommand;
import io.flyball.agent.AgentProtocol.SetCount;
import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.message.LinkMessage.SetInstances;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.InstanceState;
import io.flyball.protocol.model.InstanceView;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Token;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The supervisor with real processes. */
class InstanceSupervisorTest {
    private static final ServiceName SHOP = new ServiceName("shop");
    private static final Token FIRST = new Token(1, "m1@a");
    private static final Token SECOND = new Token(2, "m2@b");
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    Path data;

    private final HttpClient http = HttpClient.newHttpClient();
    private ActorTestKit kit;
    private TestProbe<LinkCommand> link;
    private ActorRef<InstancesCommand> supervisor;

    @BeforeEach
    void startAgent() {
        kit = ActorTestKit.create("agent", ConfigFactory.parseString("pekko.loglevel = WARNING"));
        link = kit.createTestProbe();
    }

    /** What the agent leaves behind on purpose, the test ends: named by this test's directory. */
    @AfterEach
    void stopAll() {
        kit.shutdownTestKit();
        running().values().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        await().atMost(PATIENCE).until(() -> running().isEmpty());
    }

    private Map<String, Long> running() {
        return new OsProcesses(data).marked(data + "|shop|");
    }

    private void supervise(InstanceTemplate template, boolean stopOnExit) {
        var around = new InstanceSupervisor.Surroundings(
                data, http, () -> System.nanoTime() / 1_000_000, stopOnExit, link.ref());
        supervisor = kit.spawn(InstanceSupervisor.create(template, around), DispatcherSelector.blocking());
    }

    private void restartAgent(InstanceTemplate template) {
        kit.shutdownTestKit();
        startAgent();
        supervise(template, false);
    }

    private static InstanceTemplate template(int initial, String... more) throws IOException {
        String classes = TinyService.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx16m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Dflyball.role=test",
                                "-cp",
                                classes,
                                TinyService.class.getName(),
                                "{port}"),
                        Stream.of(more))
                .toList();
        int base = freeRange();
        return new InstanceTemplate(
                SHOP,
                InstanceTemplate.USUAL_NAME,
                command,
                Map.of("COLOR", "blue-{index}"),
                Optional.empty(),
                new InstanceTemplate.PortRange(base, base + 5),
                Optional.of("http://127.0.0.1:{port}/ready"),
                new InstanceTemplate.Times(
                        Duration.ofSeconds(30),
                        Duration.ofMillis(600),
                        Duration.ofSeconds(5),
                        Duration.ofMillis(100),
                        Duration.ofSeconds(1)),
                initial,
                4);
    }

    /** The supervisor skips ports that are taken in the meantime. */
    private static int freeRange() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return Math.min(socket.getLocalPort(), 65_000);
        }
    }

    private LinkMessage.Instances awaitInstances(Predicate<LinkMessage.Instances> wanted) {
        return link
                .fishForMessage(PATIENCE, message -> {
                    boolean found = message instanceof InstancesChanged changed && wanted.test(changed.instances());
                    return found ? FishingOutcomes.complete() : FishingOutcomes.continueAndIgnore();
                })
                .stream()
                .map(message -> ((InstancesChanged) message).instances())
                .findFirst()
                .orElseThrow();
    }

    private LinkMessage.Instances awaitReady(int count) {
        return awaitInstances(instances -> instances.instances().size() == count
                && instances.instances().stream().allMatch(each -> each.state() == InstanceState.READY));
    }

    private String endpoints() throws IOException {
        try {
            return Files.readString(data.resolve("endpoints/shop.json"));
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private static String listed(InstanceView view) {
        return "{\"targets\":[\"127.0.0.1:" + view.port() + "\"],\"labels\":{\"node\":\"" + view.node() + "\"}}";
    }

    private void setCount(Token token, long revision, int count) {
        supervisor.tell(new SetCount(new SetInstances(SHOP, token, revision, count, 10_000)));
    }

    @Test
    void startsListsScalesAndDrainsBeforeItStops() throws Exception {
        supervise(template(2), false);
        List<InstanceView> two = awaitReady(2).instances();
        assertThat(two).extracting(view -> view.node().value()).containsExactly("shop-1", "shop-2");
        assertThat(endpoints()).isEqualTo("[" + listed(two.get(0)) + "," + listed(two.get(1)) + "]\n");
        assertThat(Files.readString(Path.of("/proc/" + two.get(1).pid() + "/environ")))
                .contains("COLOR=blue-2", "FLYBALL_NODE=shop-2", "FLYBALL_SERVICE=shop");

        setCount(FIRST, 1, 1);
        LinkMessage.Instances draining = awaitInstances(
                instances -> instances.instances().stream().anyMatch(v -> v.state() == InstanceState.DRAINING));
        assertThat(draining.target()).isEqualTo(1);
        assertThat(draining.token()).isEqualTo(FIRST);
        assertThat(endpoints()).isEqualTo("[" + listed(two.get(0)) + "]\n");
        assertThat(ProcessHandle.of(two.get(1).pid()))
                .as("alive while it drains")
                .isPresent();
        awaitReady(1);
        assertThat(running()).hasSize(1).containsValue(two.get(0).pid());
    }

    @Test
    void startsAKilledInstanceAgainUnderItsName() throws Exception {
        supervise(template(2), false);
        InstanceView victim = awaitReady(2).instances().get(0);
        ProcessHandle.of(victim.pid()).orElseThrow().destroyForcibly();
        LinkMessage.Instances failed =
                awaitInstances(instances -> instances.instances().get(0).state() == InstanceState.FAILED);
        assertThat(failed.instances().get(0).detail()).contains("exit status 137");
        assertThat(failed.target()).isEqualTo(2);
        assertThat(endpoints()).doesNotContain(listed(victim));
        InstanceView repaired = awaitReady(2).instances().get(0);
        assertThat(repaired.node()).isEqualTo(victim.node());
        assertThat(repaired.pid()).isNotEqualTo(victim.pid());
        assertThat(running()).hasSize(2);
    }

    @Test
    void findsItsInstancesAgainAfterARestartAndStartsNoDoubles() throws Exception {
        InstanceTemplate template = template(1);
        supervise(template, false);
        awaitReady(1);
        setCount(SECOND, 7, 2);
        List<InstanceView> before = awaitReady(2).instances();

        restartAgent(template);
        LinkMessage.Instances after = awaitReady(2);
        assertThat(after.instances()).extracting(InstanceView::pid).containsExactlyElementsOf(pids(before));
        assertThat(after.token()).isEqualTo(SECOND);
        assertThat(after.revision()).isEqualTo(7);
        assertThat(after.target()).isEqualTo(2);
        assertThat(running()).hasSize(2);

        setCount(FIRST, 99, 0);
        assertThat(refusal()).isEqualTo(CommandOutcome.REFUSED_TOKEN);
        setCount(SECOND, 8, 5);
        assertThat(refusal()).isEqualTo(CommandOutcome.REFUSED_BOUNDS);
        supervisor.tell(new SetCount(new SetInstances(SHOP, SECOND, 8, 1, 0)));
        assertThat(refusal()).isEqualTo(CommandOutcome.REFUSED_EXPIRED);
        assertThat(running()).hasSize(2);
    }

    @Test
    void findsAnInstanceThatItStartedButDidNotLiveToNote() throws Exception {
        InstanceTemplate template = template(1);
        supervise(template, false);
        long pid = awaitReady(1).instances().get(0).pid();
        kit.shutdownTestKit();
        Path state = data.resolve("instances/shop.state");
        Files.writeString(state, Files.readString(state).replaceAll("(instance=1 \\d+) .*", "$1 0 starting "));
        startAgent();
        supervise(template, false);
        assertThat(awaitReady(1).instances().get(0).pid()).isEqualTo(pid);
        assertThat(running()).hasSize(1);
    }

    @Test
    void doesNotTakeAStrangerWithAnOldPidForItsInstance() throws Exception {
        InstanceTemplate template = template(1);
        Process stranger = new ProcessBuilder("sleep", "600").start();
        try {
            Files.createDirectories(data.resolve("instances"));
            new InstanceFiles(data, SHOP)
                    .save(new SavedInstances(
                            FIRST,
                            3,
                            0,
                            List.of(new Instance.SavedInstance(1, 9_999, stranger.pid(), "123@old-boot", true))));
            supervise(template, false);
            assertThat(awaitReady(0).target()).isZero();
            setCount(FIRST, 4, 1);
            awaitReady(1);
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void keepsTryingAnInstanceThatCrashesWithLongerPauses() throws Exception {
        supervise(template(1, "crash"), false);
        for (int i = 0; i < 3; i++) {
            awaitInstances(instances -> !instances.instances().isEmpty()
                    && instances.instances().get(0).state() == InstanceState.FAILED
                    && instances.instances().get(0).detail().contains("exit status 3"));
        }
        setCount(FIRST, 1, 0);
        awaitReady(0);
        await().until(() -> running().isEmpty());
    }

    @Test
    void stopsItsInstancesAtItsEndOnlyWhenToldTo() throws Exception {
        supervise(template(2), true);
        awaitReady(2);
        kit.stop(supervisor, PATIENCE);
        assertThat(running()).isEmpty();
        assertThat(endpoints()).isEqualTo("[]\n");
    }

    private static List<Long> pids(List<InstanceView> views) {
        return views.stream().map(InstanceView::pid).toList();
    }

    private CommandOutcome refusal() {
        return link
                .fishForMessage(
                        PATIENCE,
                        message -> message instanceof InstancesRefused
                                ? FishingOutcomes.complete()
                                : FishingOutcomes.continueAndIgnore())
                .stream()
                .map(message -> ((InstancesRefused) message).refused().outcome())
                .findFirst()
                .orElseThrow();
    }
}
