package io.flyball.agent.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import io.flyball.agent.AgentProtocol.Answered;
import io.flyball.agent.AgentProtocol.Execute;
import io.flyball.agent.AgentProtocol.InstancesChanged;
import io.flyball.agent.AgentProtocol.InstancesCommand;
import io.flyball.agent.AgentProtocol.InstancesRefused;
import io.flyball.agent.AgentProtocol.LinkCommand;
import io.flyball.agent.AgentProtocol.Measured;
import io.flyball.agent.AgentProtocol.NodeAppeared;
import io.flyball.agent.AgentProtocol.NodeCommand;
import io.flyball.agent.AgentProtocol.NodeDisappeared;
import io.flyball.agent.AgentProtocol.SetCount;
import io.flyball.agent.AgentProtocol.Settle;
import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.Token;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The link over real sockets. */
class LinkActorTest {
    private static final ActorTestKit KIT = ActorTestKit.create(ConfigFactory.parseString("pekko.loglevel = WARNING"));
    private static final ServiceName SHOP = new ServiceName("shop");
    private static final NodeId NODE = new NodeId("shop-1");
    private static final Token TOKEN = new Token(4, "m1@x");

    private final List<RealMember> members = new ArrayList<>();
    private final TestProbe<NodeCommand> monitor = KIT.createTestProbe();
    private ActorRef<LinkCommand> link;

    @AfterAll
    static void stopKit() {
        KIT.shutdownTestKit();
    }

    @AfterEach
    void stopAll() throws InterruptedException {
        if (link != null) {
            KIT.stop(link);
        }
        for (RealMember member : members) {
            member.close();
        }
    }

    private RealMember member() throws InterruptedException {
        RealMember member = new RealMember(0);
        members.add(member);
        return member;
    }

    private ActorRef<LinkCommand> link(Duration silence, URI... servers) {
        var settings = new LinkSettings(
                "agent-1",
                List.of(servers),
                Optional.of(new LinkSettings.Bearer("s3cret")),
                new LinkSettings.Bounds(16, 1_000, 1_000_000),
                new LinkSettings.Timing(
                        Duration.ofSeconds(2),
                        silence,
                        Duration.ofMillis(500),
                        Duration.ofMillis(50),
                        Duration.ofMillis(400)));
        var around =
                new LinkActor.Surroundings(HttpClient.newHttpClient(), () -> System.nanoTime() / 1_000_000, () -> 0.0);
        link = KIT.spawn(LinkActor.create(settings, "boot-1", around));
        return link;
    }

    private NodeAppeared appeared() {
        return new NodeAppeared(NODE, SHOP, "17 pid 1", List.of(), InForce.NOTHING, monitor.ref());
    }

    private static Measured measured(long tick) {
        return new Measured(NODE, new Sample(Instant.ofEpochMilli(tick), Map.of("cpu", tick / 1000.0)));
    }

    private static List<Long> sequences(RealMember member) {
        return member.reports().stream().map(LinkMessage.Report::seq).toList();
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    @Test
    void introducesItselfAndItsNodesAndReports() throws Exception {
        RealMember member = member();
        link(Duration.ofSeconds(5), member.address());
        link.tell(appeared());
        link.tell(measured(1000));
        await().until(() -> !member.reports().isEmpty());
        assertThat(member.read.get(0)).isEqualTo(new LinkMessage.Hello(1, "agent-1", "boot-1"));
        assertThat(member.read.get(1)).isInstanceOf(LinkMessage.NodeUp.class);
        assertThat(member.reports().get(0).values()).containsExactly(1.0);
        assertThat(member.authorizations).containsExactly("Bearer s3cret");
        assertThat(member.paths).containsExactly("/v1/link");
    }

    @Test
    void replaysToTheSecondMemberWhatTheFirstDidNotAcknowledge() throws Exception {
        RealMember first = member();
        RealMember second = member();
        first.acknowledging = false;
        link(Duration.ofSeconds(60), first.address(), second.address());
        link.tell(appeared());
        for (int i = 1; i <= 10; i++) {
            link.tell(measured(i));
        }
        await().until(() -> sequences(first).equals(upTo(10)));
        first.send(new LinkMessage.Ack(0, 4));
        for (int i = 11; i <= 30; i++) {
            link.tell(measured(i));
        }
        await().until(() -> sequences(first).size() == 20); // window of 16 after 4 acks: the ack was read
        first.close();
        await().until(() -> second.reports().size() >= 26);
        assertThat(sequences(second))
                .isEqualTo(LongStream.rangeClosed(5, 30).boxed().toList());
        assertThat(second.reports().get(0).tickMillis()).isEqualTo(5);
    }

    @Test
    void findsItsOnlyMemberAgainAfterARestartOfIt() throws Exception {
        RealMember before = member();
        link(Duration.ofSeconds(60), before.address());
        link.tell(appeared());
        link.tell(measured(1));
        await().until(() -> sequences(before).equals(upTo(1)));
        int port = before.getPort();
        before.close();
        link.tell(measured(2));
        RealMember after = new RealMember(port);
        members.add(after);
        await().until(() -> after.reports().stream().anyMatch(report -> report.seq() == 2));
        assertThat(after.read).anyMatch(LinkMessage.NodeUp.class::isInstance);
    }

    @Test
    void leavesAMemberThatIsSilentForOneThatAcknowledges() throws Exception {
        RealMember silent = member();
        RealMember healthy = member();
        silent.acknowledging = false;
        link(Duration.ofMillis(700), silent.address(), healthy.address());
        link.tell(appeared());
        link.tell(measured(1));
        await().until(() -> sequences(healthy).equals(upTo(1)));
        assertThat(sequences(silent)).isEqualTo(upTo(1));
    }

    @Test
    void leavesAMemberThatDoesNotGreet() throws Exception {
        RealMember mute = member();
        RealMember healthy = member();
        mute.greeting = false;
        link(Duration.ofSeconds(60), mute.address(), healthy.address());
        link.tell(appeared());
        await().until(() -> healthy.read.size() >= 2);
    }

    @Test
    void leavesAMemberThatSendsGarbageOrFramesBeyondTheBound() throws Exception {
        RealMember hostile = member();
        link(Duration.ofSeconds(60), hostile.address());
        link.tell(appeared());
        await().until(() -> hostile.paths.size() == 1 && hostile.read.size() == 2);
        hostile.broadcast(new byte[] {1, 2, 3});
        await().until(() -> hostile.paths.size() == 2 && hostile.read.size() == 4);
        hostile.broadcast(ByteBuffer.allocate(300 * 1024));
        await().until(() -> hostile.paths.size() == 3 && hostile.read.size() == 6);
        hostile.broadcast("text");
        await().until(() -> hostile.paths.size() == 4 && hostile.read.size() == 8);
        link.tell(measured(1));
        await().until(() -> sequences(hostile).equals(upTo(1)));
    }

    @Test
    void routesCommandsToMonitorsAndCountsToSupervisorsAndAnswersBack() throws Exception {
        RealMember member = member();
        TestProbe<InstancesCommand> supervisor = KIT.createTestProbe();
        link(Duration.ofSeconds(5), member.address());
        link.tell(appeared());
        link.tell(new InstancesChanged(
                new LinkMessage.Instances(SHOP, Token.NONE, 0, 2, 4, List.of()), supervisor.ref()));
        await().until(() -> member.read.size() == 3);
        var command = new LinkMessage.Command(0, TOKEN, 1, List.of(new Setting("tomcat.maxThreads", 8)), 5_000, 60_000);
        member.send(command);
        Execute execute = monitor.expectMessageClass(Execute.class);
        assertThat(execute.command().settings()).isEqualTo(command.settings());
        assertThat(execute.command().expiresInMillis()).isBetween(50_000L, 60_000L);
        member.send(new LinkMessage.Settle(0, TOKEN, 1, LinkMessage.Settle.Ending.CONFIRM, 0));
        monitor.expectMessageClass(Settle.class);
        member.send(new LinkMessage.SetInstances(SHOP, TOKEN, 2, 3, 60_000));
        assertThat(supervisor.expectMessageClass(SetCount.class).command().count())
                .isEqualTo(3);
        link.tell(new Answered(
                NODE,
                new LinkMessage.CommandResult(99, TOKEN, 1, CommandOutcome.APPLIED, "", List.of(), InForce.NOTHING)));
        link.tell(new InstancesRefused(
                new LinkMessage.InstancesRefused(SHOP, TOKEN, 2, CommandOutcome.REFUSED_BOUNDS, "no")));
        link.tell(new NodeDisappeared(NODE, "exited"));
        await().until(() -> member.read.size() == 6);
        assertThat(member.read)
                .extracting(message -> (Object) message.getClass().getSimpleName())
                .containsExactlyInAnyOrder(
                        "Hello", "NodeUp", "Instances", "CommandResult", "InstancesRefused", "NodeDown");
    }

    @Test
    void keepsTryingWhileNobodyListens() throws Exception {
        int port = freePort();
        link(Duration.ofSeconds(5), URI.create("http://127.0.0.1:" + port));
        link.tell(appeared());
        for (int i = 1; i <= 40; i++) {
            link.tell(measured(i));
        }
        RealMember late = new RealMember(port);
        members.add(late);
        await().until(() -> sequences(late).equals(upTo(40)));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
