package io.flyball.planner.session;

import static io.flyball.planner.session.Links.NOW;
import static io.flyball.planner.session.Links.SHOP_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flyball.planner.port.ReportLog;
import io.flyball.planner.session.NodeSession.Received;
import io.flyball.planner.session.NodeSession.Taken;
import io.flyball.protocol.codec.LinkCodec;
import io.flyball.protocol.codec.MalformedFrameException;
import io.flyball.protocol.message.HistoryProtocol.Row;
import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.message.LinkMessage.Ack;
import io.flyball.protocol.message.LinkMessage.NodeDown;
import io.flyball.protocol.message.LinkMessage.SetInstances;
import io.flyball.protocol.message.LinkMessage.Welcome;
import io.flyball.protocol.message.ServiceProtocol;
import io.flyball.protocol.message.ServiceProtocol.AgentInstances;
import io.flyball.protocol.message.ServiceProtocol.NodeConnected;
import io.flyball.protocol.message.ServiceProtocol.NodeGone;
import io.flyball.protocol.message.ServiceProtocol.Reports;
import io.flyball.protocol.message.SessionProtocol;
import io.flyball.protocol.message.SessionProtocol.Introduce;
import io.flyball.protocol.message.SessionProtocol.ToAgent;
import io.flyball.protocol.message.SessionProtocol.ToNode;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Token;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class NodeSessionTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final SessionSettings QUICK = new SessionSettings(
            Duration.ofMillis(300),
            Duration.ofMillis(20),
            4,
            2,
            3,
            Duration.ofMinutes(2),
            Duration.ofMinutes(1),
            Duration.ofHours(1));

    private final FakeHistory history = new FakeHistory();
    private final FakeSocket socket = new FakeSocket(64);
    private final TestProbe<ServiceProtocol.Command> planner = KIT.createTestProbe();
    private final TestProbe<Taken> taken = KIT.createTestProbe();
    private final TestProbe<Gateway.Command> gateway = KIT.createTestProbe();

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    private ActorRef<SessionProtocol.Command> session() {
        SessionPorts ports =
                new SessionPorts(service -> planner.getRef(), history, InstantSource.fixed(NOW), new NoEvents(), "m1");
        return KIT.spawn(NodeSession.create(socket, ports, QUICK, gateway.getRef()));
    }

    private void send(ActorRef<SessionProtocol.Command> session, LinkMessage message) {
        session.tell(new Received(LinkCodec.encode(message), taken.getRef()));
    }

    private ActorRef<SessionProtocol.Command> openSession() {
        var session = session();
        send(session, Links.hello());
        send(session, Links.up(1, "shop-1"));
        planner.expectMessageClass(NodeConnected.class);
        taken.receiveSeveralMessages(2);
        return session;
    }

    @Test
    void welcomesAnAgentThatSaysHelloFirst() {
        send(session(), Links.hello());
        await().until(() -> socket.sent().contains(new Welcome(1, "m1")));
        assertThat(gateway.expectMessageClass(Gateway.Greeted.class).agent()).isEqualTo("host-a");
    }

    @Test
    void endsALinkThatSaysNothing() {
        var session = session();
        taken.expectTerminated(session);
        assertThat(socket.closed()).contains("no Hello");
    }

    @Test
    void endsALinkWithAMalformedFrame() {
        var session = openSession();
        session.tell(new Received(new byte[] {1, 2, 3}, taken.getRef()));
        taken.expectTerminated(session);
        assertThat(socket.closed()).startsWith("malformed frame: ");
    }

    @Test
    void endsALinkThatSendsWhatOnlyMembersSend() {
        var session = openSession();
        send(session, new Ack(1, 1));
        taken.expectTerminated(session);
        assertThat(socket.closed()).isEqualTo("frame = Ack: must be one that agents send");
    }

    @Test
    void acknowledgesOnlyAfterTheReportsAreStored() {
        var session = openSession();
        send(session, Links.report(1, 1));
        send(session, Links.report(1, 2));
        await().until(() -> history.waiting() == 1);
        assertThat(socket.acks()).isEmpty();
        history.succeed(0);
        await().until(() -> socket.acks().equals(List.of(new Ack(1, 2))));
        assertThat(history.rows(0)).hasSize(2);
    }

    @Test
    void acknowledgesInOrderWhenAppendsFinishOutOfOrder() {
        var session = openSession();
        for (int seq = 1; seq <= 8; seq++) {
            send(session, Links.report(1, seq));
        }
        await().until(() -> history.waiting() == 2);
        history.succeed(1);
        send(session, Links.report(1, 9)); // held back, since the second append made room but is not acknowledged
        assertThat(socket.acks()).isEmpty();
        history.succeed(0);
        await().until(() -> socket.acks().contains(new Ack(1, 8)));
    }

    @Test
    void showsReportsToThePlannerAndStoresThemInOneBatch() {
        var session = openSession();
        for (int seq = 1; seq <= 4; seq++) {
            send(session, Links.report(1, seq));
        }
        Reports reports = planner.expectMessageClass(Reports.class);
        assertThat(reports.samples()).hasSize(4);
        assertThat(reports.session()).isEqualTo(session);
        assertThat(history.rows(0)).hasSize(4);
    }

    @Test
    void storesAReportThatComesAgainOnTheLinkOnlyOnce() {
        var session = openSession();
        send(session, Links.report(1, 1));
        await().until(() -> history.waiting() == 1);
        history.succeed(0);
        await().until(() -> socket.acks().size() == 1);
        send(session, Links.report(1, 1));
        await().until(() -> socket.acks().size() == 2);
        assertThat(socket.acks()).containsOnly(new Ack(1, 1));
        assertThat(history.appends()).isEqualTo(1);
    }

    @Test
    void triesAFailedAppendAgainBeforeItAcknowledges() {
        var session = openSession();
        send(session, Links.report(1, 1));
        await().until(() -> history.waiting() == 1);
        history.fail(0);
        await().until(() -> history.appends() == 2);
        assertThat(socket.acks()).isEmpty();
        history.succeed(1);
        await().until(() -> socket.acks().equals(List.of(new Ack(1, 1))));
    }

    @Test
    void endsTheLinkWhenReportsCannotBeStored() {
        var session = openSession();
        send(session, Links.report(1, 1));
        for (int attempt = 0; attempt < QUICK.appendAttempts(); attempt++) {
            int number = attempt;
            await().until(() -> history.appends() == number + 1);
            history.fail(number);
        }
        taken.expectTerminated(session);
        assertThat(socket.closed()).startsWith("cannot store reports");
    }

    @Test
    void readsNoFurtherWhileTooManyAppendsAreUnanswered() {
        var session = openSession();
        for (int seq = 1; seq <= 8; seq++) {
            send(session, Links.report(1, seq));
        }
        taken.receiveSeveralMessages(7);
        taken.expectNoMessage(Duration.ofMillis(100)); // two batches of four are under way: the eighth frame is held
        history.succeed(0);
        taken.expectMessage(Taken.TAKEN);
    }

    @Test
    void skipsThePlannerButNotTheStoreWhenThePlannerDoesNotAnswer() {
        var session = openSession();
        for (int batch = 0; batch <= NodeSession.MOST_UNSEEN; batch++) {
            for (int seq = 1; seq <= 4; seq++) {
                send(session, Links.report(1, batch * 4L + seq));
            }
            int number = batch;
            await().until(() -> history.appends() == number + 1);
            history.succeed(number);
        }
        for (int batch = 0; batch < NodeSession.MOST_UNSEEN; batch++) {
            planner.expectMessageClass(Reports.class);
        }
        planner.expectNoMessage(Duration.ofMillis(100));
        await().until(() -> socket.acks().contains(new Ack(1, 20)));
    }

    @Test
    void fillsTheSlotOfACommand() {
        var session = openSession();
        var command = new LinkMessage.Command(0, new Token(1, "m1@a"), 3, List.of(), 0, 5_000);
        session.tell(new ToNode(SHOP_1, command));
        session.tell(new ToNode(new NodeId("elsewhere"), command));
        session.tell(new ToAgent(new SetInstances(Links.SHOP, new Token(1, "m1@a"), 4, 2, 5_000)));
        await().until(() -> socket.sent().size() == 3);
        assertThat(socket.sent().get(1)).isEqualTo(new LinkMessage.Command(1, command.token(), 3, List.of(), 0, 5_000));
        assertThat(socket.sent().get(2)).isInstanceOf(SetInstances.class);
    }

    @Test
    void endsALinkWhoseAgentDoesNotRead() {
        var session = openSession();
        socket.fill();
        session.tell(new ToAgent(new SetInstances(Links.SHOP, new Token(1, "m1@a"), 4, 2, 5_000)));
        taken.expectTerminated(session);
        assertThat(socket.closed()).isEqualTo("the agent reads too slowly");
    }

    @Test
    void introducesANodeAndItsAgentsInstancesOnRequest() {
        var session = openSession();
        send(session, Links.instances());
        planner.expectMessageClass(AgentInstances.class);
        session.tell(new Introduce(SHOP_1));
        assertThat(planner.expectMessageClass(NodeConnected.class).node()).isEqualTo(SHOP_1);
        assertThat(planner.expectMessageClass(AgentInstances.class).agent()).isEqualTo("host-a");
    }

    @Test
    void tellsThePlannerWhatNodesAnswerAndThatTheyLeft() {
        var session = openSession();
        var result = new LinkMessage.CommandResult(
                1, new Token(1, "m1@a"), 3, CommandOutcome.APPLIED, "", List.of(), InForce.NOTHING);
        send(session, result);
        assertThat(planner.expectMessageClass(ServiceProtocol.NodeAnswered.class)
                        .node())
                .isEqualTo(SHOP_1);
        send(
                session,
                new LinkMessage.InstancesRefused(
                        Links.SHOP, new Token(1, "m1@a"), 3, CommandOutcome.REFUSED_TOKEN, "older"));
        planner.expectMessageClass(ServiceProtocol.AgentRefused.class);
        send(session, new NodeDown(1, "exit 137"));
        assertThat(planner.expectMessageClass(NodeGone.class).exited()).isTrue();
    }

    @Test
    void ofTwoLinksOfOneAgentTheNewerStays() {
        SessionPorts ports =
                new SessionPorts(service -> planner.getRef(), history, InstantSource.fixed(NOW), new NoEvents(), "m1");
        var real = KIT.spawn(Gateway.create(ports, QUICK));
        TestProbe<Gateway.Accepted> accepted = KIT.createTestProbe();
        real.tell(new Gateway.Accept(socket, accepted.getRef()));
        var older = accepted.receiveMessage().session();
        send(older, Links.hello());
        taken.expectMessage(Taken.TAKEN);
        real.tell(new Gateway.Accept(new FakeSocket(64), accepted.getRef()));
        var newer = accepted.receiveMessage().session();
        send(newer, Links.hello());
        taken.expectTerminated(older);
        assertThat(socket.closed()).contains("newer link of agent host-a");
    }

    @Test
    void endsEveryLinkWhenTheMemberStops() {
        SessionPorts ports =
                new SessionPorts(service -> planner.getRef(), history, InstantSource.fixed(NOW), new NoEvents(), "m1");
        var real = KIT.spawn(Gateway.create(ports, QUICK));
        TestProbe<Gateway.Accepted> accepted = KIT.createTestProbe();
        TestProbe<Done> done = KIT.createTestProbe();
        real.tell(new Gateway.Accept(socket, accepted.getRef()));
        var session = accepted.receiveMessage().session();
        real.tell(new Gateway.CloseAll(done.getRef()));
        done.receiveMessage();
        taken.expectTerminated(session);
        assertThat(socket.closed()).isEqualTo("this member stops");
    }

    /** Rows wait until the test lets them succeed or fail, by the number of the append. */
    private static final class FakeHistory implements ReportLog {
        private final List<List<Row>> rows = new ArrayList<>();
        private final List<CompletableFuture<Void>> appends = new ArrayList<>();

        @Override
        public synchronized CompletionStage<Void> append(List<Row> batch) {
            rows.add(List.copyOf(batch));
            appends.add(new CompletableFuture<>());
            return appends.get(appends.size() - 1);
        }

        synchronized int appends() {
            return appends.size();
        }

        synchronized long waiting() {
            return appends.stream().filter(append -> !append.isDone()).count();
        }

        synchronized List<Row> rows(int number) {
            return rows.get(number);
        }

        void succeed(int number) {
            of(number).complete(null);
        }

        void fail(int number) {
            of(number).completeExceptionally(new IllegalStateException("disk full"));
        }

        private synchronized CompletableFuture<Void> of(int number) {
            return appends.get(number);
        }
    }

    private static final class FakeSocket implements Outlet {
        private final List<LinkMessage> sent = new CopyOnWriteArrayList<>();
        private volatile int room;
        private volatile String closed = "";

        private FakeSocket(int room) {
            this.room = room;
        }

        @Override
        public boolean offer(byte[] frame) {
            if (sent.size() >= room) {
                return false;
            }
            try {
                sent.add(LinkCodec.decode(frame));
            } catch (MalformedFrameException e) {
                throw new IllegalStateException(e);
            }
            return true;
        }

        @Override
        public void close(String reason) {
            closed = reason;
        }

        void fill() {
            room = 0;
        }

        String closed() {
            return closed;
        }

        List<LinkMessage> sent() {
            return sent;
        }

        List<LinkMessage> acks() {
            return sent.stream().filter(Ack.class::isInstance).toList();
        }
    }

    private static final class NoEvents implements SessionEvents {
        @Override
        public void opened() {}

        @Override
        public void closed() {}

        @Override
        public void reported() {}

        @Override
        public void stored(int reports) {}

        @Override
        public void skipped() {}

        @Override
        public void unplanned(int reports) {}

        @Override
        public void appendFailed() {}

        @Override
        public void malformed() {}

        @Override
        public void answered(CommandOutcome outcome) {}
    }
}
