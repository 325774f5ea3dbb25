package io.flyball.planner.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flyball.planner.port.ControlStore;
import io.flyball.planner.port.Directives;
import io.flyball.planner.port.InMemoryControlStore;
import io.flyball.protocol.message.ControlProtocol.Entry;
import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.message.ServiceProtocol.AgentGone;
import io.flyball.protocol.message.ServiceProtocol.AgentInstances;
import io.flyball.protocol.message.ServiceProtocol.AgentRefused;
import io.flyball.protocol.message.ServiceProtocol.Command;
import io.flyball.protocol.message.ServiceProtocol.Describe;
import io.flyball.protocol.message.ServiceProtocol.Internal;
import io.flyball.protocol.message.ServiceProtocol.NodeAnswered;
import io.flyball.protocol.message.ServiceProtocol.NodeConnected;
import io.flyball.protocol.message.ServiceProtocol.NodeGone;
import io.flyball.protocol.message.ServiceProtocol.NodeSample;
import io.flyball.protocol.message.ServiceProtocol.Reports;
import io.flyball.protocol.message.ServiceProtocol.Seen;
import io.flyball.protocol.message.ServiceProtocol.ServiceView;
import io.flyball.protocol.message.SessionProtocol;
import io.flyball.protocol.message.SessionProtocol.Introduce;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Token;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ServicePlannerTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final ServiceName SHOP = new ServiceName("shop");
    private static final NodeId NODE = new NodeId("shop-1");
    private static final String KEY = "service/shop";

    private final InMemoryControlStore control = new InMemoryControlStore();
    private final FakeOrders orders = new FakeOrders();
    private final AtomicLong nanos = new AtomicLong();
    private final TestProbe<SessionProtocol.Command> session = KIT.createTestProbe();
    private final TestProbe<Seen> seen = KIT.createTestProbe();
    private final TestProbe<ServiceView> views = KIT.createTestProbe();

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    private ActorRef<Command> planner(String incarnation, PlannerSettings settings) {
        PlannerPorts ports =
                new PlannerPorts(control, orders, (decision, version) -> {}, InstantSource.system(), nanos::get, "m1");
        return KIT.spawn(ServicePlanner.create(SHOP, incarnation, ports, settings));
    }

    private ActorRef<Command> planner(String incarnation) {
        return planner(incarnation, quick());
    }

    private static PlannerSettings quick() {
        return new PlannerSettings(8, true, Duration.ofSeconds(5), Duration.ofMillis(20), Duration.ofMillis(100));
    }

    private ServiceView view(ActorRef<Command> planner) {
        planner.tell(new Describe(views.getRef()));
        return views.receiveMessage();
    }

    private void awaitTerm(ActorRef<Command> planner, long term) {
        await().until(() -> view(planner).token().term() == term);
    }

    private Reports reports() {
        return new Reports(
                List.of(new NodeSample(NODE, new Sample(Instant.now(), Map.of("cpu", 0.5)))),
                session.getRef(),
                seen.getRef());
    }

    private NodeConnected connected() {
        return new NodeConnected(NODE, "host-a", "17", List.of(), InForce.NOTHING, session.getRef());
    }

    private AgentInstances instances() {
        return new AgentInstances(
                "host-a", new LinkMessage.Instances(SHOP, Token.NONE, 0, 1, 4, List.of()), session.getRef());
    }

    private static NodeAnswered answered(Token token) {
        return new NodeAnswered(
                NODE,
                new LinkMessage.CommandResult(
                        1,
                        token,
                        1,
                        CommandOutcome.APPLIED,
                        "",
                        List.of(),
                        new InForce(token, 1, List.of(), List.of())));
    }

    private void takeOver(long term, String owner) {
        var record = new ServiceRecord(term, owner, -1);
        control.put(new Entry(KEY, TermClaim.revision(term, 0), false, record.encode(), owner, "", 0));
    }

    @Test
    void handlesEveryMessageOfItsProtocol() {
        var unhandled = KIT.createUnhandledMessageProbe();
        var planner = planner("a");
        awaitTerm(planner, 1);
        List<Command> samples = List.of(
                reports(),
                connected(),
                answered(Token.NONE),
                instances(),
                new AgentRefused(
                        "host-a",
                        new LinkMessage.InstancesRefused(
                                SHOP, Token.NONE, 1, CommandOutcome.REFUSED_EXPIRED, "too late")),
                new AgentGone("host-a"),
                new NodeGone(NODE, true, "exit 0"),
                new Describe(views.getRef()));
        assertThat(samples)
                .extracting(Object::getClass)
                .map(Class.class::cast)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Command.class.getPermittedSubclasses())
                        .filter(type -> type != Internal.class)
                        .toList());
        samples.forEach(planner::tell);
        unhandled.expectNoMessage(Duration.ofMillis(200));
    }

    @Test
    void everyIncarnationHasAHigherTerm() {
        awaitTerm(planner("a"), 1);
        awaitTerm(planner("b"), 2);
        assertThat(control.writes()).extracting(Entry::author).containsExactly("m1@a", "m1@b");
    }

    @Test
    void plansNothingBeforeItsTermIsDurableAndLosesNoMessageMeanwhile() {
        control.failNextReads(2);
        control.failNextWrites(2);
        var planner = planner("a");
        planner.tell(connected());
        planner.tell(reports());
        assertThat(view(planner).state()).isEqualTo("recovering");
        seen.expectMessage(new Seen(1));
        assertThat(view(planner).token()).isEqualTo(new Token(1, "m1@a"));
        assertThat(view(planner).nodes()).hasSize(1);
    }

    @Test
    void keepsABoundedNumberOfMessagesWhileItMayNotAct() {
        control.failNextReads(1_000_000);
        var planner = planner("a");
        for (int i = 0; i < 100; i++) {
            planner.tell(reports());
        }
        assertThat(view(planner).state()).isEqualTo("recovering");
        control.failNextReads(0);
        awaitTerm(planner, 1);
        seen.receiveSeveralMessages(quick().stash());
        seen.expectNoMessage(Duration.ofMillis(100));
    }

    @Test
    void asksForANodeItDoesNotKnowButNotWithEveryReport() {
        var planner = planner("a");
        planner.tell(reports());
        planner.tell(reports());
        session.expectMessage(new Introduce(NODE));
        session.expectNoMessage(Duration.ofMillis(100));
    }

    @Test
    void aStalePlannerThatSleptStopsBeforeItActs() {
        var planner = planner("a");
        awaitTerm(planner, 1);
        takeOver(2, "m2@b");
        nanos.addAndGet(Duration.ofSeconds(6).toNanos());
        planner.tell(reports());
        seen.expectTerminated(planner);
        seen.expectNoMessage(Duration.ofMillis(50));
    }

    @Test
    void aPlannerThatSleptGoesOnWhenNobodyTookOver() {
        var planner = planner("a");
        awaitTerm(planner, 1);
        nanos.addAndGet(Duration.ofSeconds(6).toNanos());
        planner.tell(reports());
        seen.expectMessage(new Seen(1));
        assertThat(view(planner).token().term()).isEqualTo(1);
    }

    @Test
    void withTheSelfFenceOffAStalePlannerGoesOnAndOnlyNodesStopIt() {
        var planner = planner("a", quick().withSelfFence(false));
        awaitTerm(planner, 1);
        takeOver(2, "m2@b");
        nanos.addAndGet(Duration.ofSeconds(6).toNanos());
        planner.tell(reports());
        seen.expectMessage(new Seen(1));
    }

    @Test
    void stopsWhenANodeObeysTheOwnerThatTookOver() {
        var planner = planner("a");
        awaitTerm(planner, 1);
        planner.tell(connected());
        takeOver(2, "m2@b");
        planner.tell(new NodeConnected(
                NODE,
                "host-a",
                "17",
                List.of(),
                new InForce(new Token(2, "m2@b"), 1, List.of(), List.of()),
                session.getRef()));
        seen.expectTerminated(planner);
    }

    @Test
    void goesAboveATermThatOnlyANodeRemembers() {
        var planner = planner("a");
        awaitTerm(planner, 1);
        planner.tell(new NodeConnected(
                NODE,
                "host-a",
                "17",
                List.of(),
                new InForce(new Token(7, "m9@z"), 1, List.of(), List.of()),
                session.getRef()));
        awaitTerm(planner, 8);
    }

    @Test
    void aNodeIsGoneWithItsSession() {
        var planner = planner("a");
        TestProbe<SessionProtocol.Command> passing = KIT.createTestProbe();
        planner.tell(new NodeConnected(NODE, "host-a", "17", List.of(), InForce.NOTHING, passing.getRef()));
        planner.tell(reports()); // the same node through another link
        seen.expectMessage(new Seen(1));
        passing.stop();
        planner.tell(reports());
        seen.expectMessage(new Seen(1));
        assertThat(view(planner).nodes().get(0).status()).isEqualTo("live");
        session.stop();
        await().until(() -> !view(planner).nodes().get(0).status().equals("live"));
    }

    @Test
    void followsOrdersUntilItStops() {
        var planner = planner("a");
        awaitTerm(planner, 1);
        var policy = Optional.of(new Directives.PolicyRef(Policies.demo(), 3));
        orders.tell(new Directives.Directive(policy, Optional.of("change freeze")));
        await().until(() -> view(planner).state().equals("frozen"));
        assertThat(view(planner).policy()).isEqualTo(policy.get().label());
        KIT.stop(planner);
        await().until(() -> orders.watchers() == 0);
    }

    @Test
    void savesAreNumberedWithinTheirTermAndOnlyTheNewestWaits() {
        var claim = new TermClaim(control, SHOP, "m1@a", InstantSource.system());
        var saves = new RecordSaves(claim);
        saves.begin(3);
        saves.next(new ServiceRecord(3, "m1@a", 1));
        var first = saves.start().orElseThrow();
        saves.next(new ServiceRecord(3, "m1@a", 2));
        saves.next(new ServiceRecord(3, "m1@a", 5));
        assertThat(saves.start()).isEmpty();
        saves.ended(first.record(), true);
        var second = saves.start().orElseThrow();
        assertThat(first.entry().revision()).isEqualTo(TermClaim.revision(3, 1));
        assertThat(second.entry().revision()).isEqualTo(TermClaim.revision(3, 2));
        assertThat(second.record().instanceTarget()).isEqualTo(5);
        saves.ended(second.record(), false);
        assertThat(saves.start().orElseThrow().entry().revision()).isEqualTo(TermClaim.revision(3, 3));
    }

    /** Orders of a test; tells every watcher at once. */
    private static final class FakeOrders implements Directives {
        private final List<Consumer<Directive>> watchers = new CopyOnWriteArrayList<>();

        @Override
        public ControlStore.Subscription watch(ServiceName service, Consumer<Directive> listener) {
            watchers.add(listener);
            listener.accept(Directive.NONE);
            return () -> watchers.remove(listener);
        }

        void tell(Directive directive) {
            watchers.forEach(watcher -> watcher.accept(directive));
        }

        int watchers() {
            return watchers.size();
        }
    }
}
