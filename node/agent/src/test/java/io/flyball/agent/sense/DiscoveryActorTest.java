package io.flyball.agent.sense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.flyball.agent.AgentProtocol.Answered;
import io.flyball.agent.AgentProtocol.Execute;
import io.flyball.agent.AgentProtocol.LinkCommand;
import io.flyball.agent.AgentProtocol.Measured;
import io.flyball.agent.AgentProtocol.NodeAppeared;
import io.flyball.agent.AgentProtocol.NodeDisappeared;
import io.flyball.agent.jvm.ProcessTable;
import io.flyball.agent.testing.Load;
import io.flyball.agent.testing.TargetJvm;
import io.flyball.protocol.message.LinkMessage.Command;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.Token;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real JVMs; only those that the test started are looked at. */
class DiscoveryActorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ActorTestKit kit = ActorTestKit.create();
    private final Queue<LinkCommand> heard = new ConcurrentLinkedQueue<>();
    private final Set<Long> started = ConcurrentHashMap.newKeySet();
    private ActorRef<LinkCommand> link;

    @TempDir
    Path directory;

    @BeforeEach
    void spawnLink() {
        Behavior<LinkCommand> listener = Behaviors.receiveMessage(message -> {
            heard.add(message);
            return Behaviors.same();
        });
        link = kit.spawn(listener);
    }

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    private void discover() {
        var settings = new SenseSettings(
                "host-a", Duration.ofMillis(200), Duration.ofMillis(200), Duration.ofSeconds(3), List.of(), Map.of());
        kit.spawn(DiscoveryActor.create(settings, directory, link, () -> Set.copyOf(started)));
    }

    private TargetJvm start(String... options) throws IOException {
        TargetJvm target = TargetJvm.start(options);
        started.add(target.pid());
        return target;
    }

    private <T extends LinkCommand> Stream<T> heard(Class<T> type, Predicate<T> filter) {
        return heard.stream().filter(type::isInstance).map(type::cast).filter(filter);
    }

    private NodeAppeared appeared(String node) {
        await().atMost(PATIENCE)
                .until(() -> heard(NodeAppeared.class, up -> up.node().value().equals(node))
                        .findAny()
                        .isPresent());
        return heard(NodeAppeared.class, up -> up.node().value().equals(node))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private long samples(String node) {
        return heard(Measured.class, sample -> sample.node().value().equals(node))
                .count();
    }

    private Sample latest(String node) {
        return heard(Measured.class, sample -> sample.node().value().equals(node))
                .reduce((first, second) -> second)
                .orElseThrow()
                .sample();
    }

    @Test
    void aJvmIsFoundNamedMeasuredAndCommandedAndItsExitReported() throws Exception {
        try (TargetJvm target = start("-Dflyball.service=shop", "-Dflyball.node=shop-1");
                Load load = new Load(target, "/", 12)) {
            discover();
            NodeAppeared up = appeared("shop-1");
            assertThat(up.service().value()).isEqualTo("shop");
            assertThat(up.jvm()).endsWith(" G1 pid " + target.pid());
            assertThat(up.capabilities())
                    .anyMatch(found -> found.knob().equals(Knobs.TOMCAT_MAX_THREADS) && found.current() == 4);
            await().atMost(PATIENCE).until(() -> samples("shop-1") >= 5);
            Sample sample = latest("shop-1");
            assertThat(sample.values().keySet())
                    .contains(
                            Metrics.CPU,
                            Metrics.CPU_CORES,
                            Metrics.HOST_CPU,
                            Metrics.RUN_QUEUE_WAIT,
                            Metrics.PSI_CPU,
                            Metrics.RSS,
                            Metrics.HEAP_USED,
                            Metrics.HEAP_COMMITTED,
                            Metrics.HEAP_MAX,
                            Metrics.NON_HEAP_USED,
                            Metrics.GC_TIME,
                            Metrics.GC_COUNT,
                            Metrics.GC_OLD_COUNT,
                            Metrics.SAFEPOINT_TIME,
                            Metrics.ALLOCATION_RATE,
                            Metrics.THREADS,
                            Metrics.UPTIME,
                            Metrics.READY,
                            Metrics.THROUGHPUT,
                            Metrics.LATENCY_MEAN,
                            Metrics.TOMCAT_QUEUE,
                            Metrics.HIKARI_MAX,
                            Metrics.AGENT_COST,
                            "app.orders.size",
                            "app.downstream.limit");
            assertThat(sample.values().keySet()).allMatch(Metrics::isKnown);
            assertThat(sample.at().toEpochMilli() % 200).isZero();
            assertThat(sample.value(Metrics.TOMCAT_THREADS_MAX)).hasValue(4);
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(latest("shop-1").value(Metrics.THROUGHPUT).orElse(0)).isBetween(20.0, 260.0);
                assertThat(latest("shop-1").value(Metrics.LATENCY_MEAN).orElse(0))
                        .isBetween(0.019, 0.2);
                assertThat(latest("shop-1").value(Metrics.TOMCAT_QUEUE).orElse(0))
                        .isBetween(1.0, 24.0);
            });

            List<Setting> sixteen = List.of(new Setting(Knobs.TOMCAT_MAX_THREADS, 16));
            up.monitor().tell(new Execute(new Command(0, new Token(1, "m1"), 1, sixteen, 2_000, 5_000)));
            await().atMost(PATIENCE).until(() -> answered(CommandOutcome.APPLIED));
            await().atMost(PATIENCE)
                    .until(() -> appeared("shop-1").inForce().trial().equals(sixteen));
            await().atMost(PATIENCE).until(() -> answered(CommandOutcome.REVERTED));
            await().atMost(PATIENCE)
                    .until(() ->
                            latest("shop-1").value(Metrics.TOMCAT_THREADS_MAX).orElse(0) == 4);
            await().atMost(PATIENCE)
                    .until(() -> appeared("shop-1").inForce().trial().isEmpty());
            assertThat(load).isNotNull();

            target.signal("KILL");
            await().atMost(PATIENCE).until(() -> gone("shop-1", "the process exited"));
        }
    }

    private boolean answered(CommandOutcome outcome) {
        return heard(Answered.class, answer -> answer.result().outcome() == outcome)
                .findAny()
                .isPresent();
    }

    private boolean gone(String node, String reason) {
        return heard(
                        NodeDisappeared.class,
                        down -> down.node().equals(new NodeId(node))
                                && down.reason().contains(reason))
                .findAny()
                .isPresent();
    }

    @Test
    void aStoppedJvmIsReportedAndDisturbsNobodyAndComesBack() throws Exception {
        try (TargetJvm stopped = start("plain", "-Dflyball.node=a-1");
                TargetJvm other = start("plain", "-Dflyball.node=b-1")) {
            discover();
            appeared("a-1");
            appeared("b-1");
            stopped.signal("STOP");
            await().atMost(PATIENCE).until(() -> gone("a-1", "stopped"));
            long before = samples("b-1");
            await().atMost(Duration.ofSeconds(4)).until(() -> samples("b-1") >= before + 5);
            long silent = samples("a-1");
            heard.removeIf(message -> message instanceof NodeAppeared);
            stopped.signal("CONT");
            appeared("a-1");
            await().atMost(PATIENCE).until(() -> samples("a-1") > silent);
            assertThat(other.pid()).isPositive();
        }
    }

    @Test
    void aJvmThatRefusesAttachIsReportedAndOurOwnProcessesAreLeftAlone() throws Exception {
        try (TargetJvm refusing = start("plain", "-XX:+DisableAttachMechanism");
                TargetJvm own = start("plain", "-Dflyball.role=server", "-Dflyball.node=own-1");
                TargetJvm other = start("plain", "-Dflyball.node=b-1")) {
            discover();
            appeared("b-1");
            await().atMost(PATIENCE).until(() -> gone("host-a-" + refusing.pid(), ""));
            assertThat(heard(NodeAppeared.class, up -> up.jvm().endsWith("pid " + own.pid()))
                            .toList())
                    .isEmpty();
            assertThat(other.pid()).isPositive();
        }
    }

    @Test
    void aJvmThatAttachWouldKillIsLeftAlone() throws Exception {
        try (TargetJvm deaf = start("plain", "-Xrs");
                TargetJvm other = start("plain", "-Dflyball.node=b-1")) {
            discover();
            appeared("b-1");
            await().atMost(PATIENCE).until(() -> samples("b-1") > 5);
            assertThat(deaf.facts().survivesAttach()).isFalse();
            assertThat(deaf.facts().isAlive()).isTrue();
            assertThat(other.pid()).isPositive();
        }
    }

    @Test
    void twoJvmsOfOneNameAreTwoNodes() throws Exception {
        try (TargetJvm first = start("plain", "-Dflyball.node=a-1");
                TargetJvm second = start("plain", "-Dflyball.node=a-1")) {
            discover();
            appeared("a-1");
            await().atMost(PATIENCE)
                    .until(() ->
                            heard(NodeAppeared.class, up -> up.node().value().startsWith("a-1@"))
                                            .count()
                                    == 1);
            assertThat(first.pid()).isNotEqualTo(second.pid());
        }
    }

    @Test
    void thePageOfTheServiceGivesPercentilesAndServerErrors() throws Exception {
        var requests = new java.util.concurrent.atomic.AtomicLong();
        HttpServer page = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        page.createContext("/metrics", exchange -> {
            long n = requests.addAndGet(100);
            String text = "http_server_requests_seconds_bucket{uri=\"/\",le=\"0.1\"} " + n * 9 / 10
                    + "\nhttp_server_requests_seconds_bucket{uri=\"/\",le=\"0.2\"} " + n
                    + "\nhttp_server_requests_seconds_bucket{uri=\"/\",le=\"+Inf\"} " + n
                    + "\nhttp_server_requests_seconds_count{uri=\"/\",status=\"500\"} " + n / 10
                    + "\nhttp_server_requests_seconds_count{uri=\"/\",status=\"200\"} " + n * 9 / 10
                    + "\nhttp_server_requests_seconds_sum{uri=\"/\",status=\"200\"} " + n * 0.05 + "\n";
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        page.start();
        String address = "http://127.0.0.1:" + page.getAddress().getPort();
        try (TargetJvm target = start(
                "plain",
                "-Dflyball.node=a-1",
                "-Dflyball.scrape=" + address + "/metrics",
                "-Dflyball.ready=" + address + "/no")) {
            discover();
            appeared("a-1");
            await().atMost(PATIENCE).until(() -> samples("a-1") > 3);
            Sample sample = latest("a-1");
            assertThat(sample.value(Metrics.LATENCY_P99)).hasValue(0.19);
            assertThat(sample.value(Metrics.ERROR_RATE)).hasValue(0.1);
            assertThat(sample.value(Metrics.LATENCY_MEAN)).hasValue(0.05);
            assertThat(sample.value(Metrics.THROUGHPUT).orElse(0)).isPositive();
            assertThat(sample.value(Metrics.READY)).hasValue(0);
            assertThat(target.pid()).isPositive();
        } finally {
            page.stop(0);
        }
    }

    @Test
    void theProcessTableListsJvmsOfThisUserButNotThisOne() throws Exception {
        try (TargetJvm target = TargetJvm.start("plain", "-XX:-UsePerfData")) {
            assertThat(new ProcessTable().candidates())
                    .contains(target.pid())
                    .doesNotContain(ProcessHandle.current().pid());
        }
    }
}
