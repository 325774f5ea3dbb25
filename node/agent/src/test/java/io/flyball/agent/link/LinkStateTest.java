package io.flyball.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Token;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinkStateTest {
    private static final ServiceName SHOP = new ServiceName("shop");
    private static final NodeId NODE = new NodeId("shop-1");
    private static final LinkMessage.Welcome WELCOME = new LinkMessage.Welcome(1, "m1");

    private final LinkState state = new LinkState(settings(8, 10), "boot", 0);

    static LinkSettings settings(int window, int reportsPerNode) {
        return new LinkSettings(
                "agent-1",
                List.of(URI.create("http://a:1"), URI.create("https://b:2/flyball/")),
                Optional.empty(),
                new LinkSettings.Bounds(window, reportsPerNode, 1_000_000),
                new LinkSettings.Timing(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(10),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(30)));
    }

    static Outlet.Description description(NodeId node) {
        return new Outlet.Description(node, SHOP, "17 pid 1", List.of(), InForce.NOTHING);
    }

    static Sample sample(long millis, Map<String, Double> values) {
        return new Sample(Instant.ofEpochMilli(millis), values);
    }

    private List<LinkMessage> drain(long now) {
        List<LinkMessage> sent = new ArrayList<>();
        for (var next = state.next(now); next.isPresent(); next = state.next(now)) {
            sent.add(next.get());
        }
        return sent;
    }

    private void open(long now) {
        state.connected(now);
        assertThat(drain(now)).containsExactly(new LinkMessage.Hello(1, "agent-1", "boot"));
        assertThat(state.received(now, WELCOME, 0, 0)).containsExactly(new LinkState.Opened("m1"));
    }

    @Test
    void saysHelloAndNothingElseUntilWelcome() {
        state.appeared(description(NODE));
        assertThat(state.start(0)).containsExactly(new LinkState.Connect(URI.create("ws://a:1/v1/link")));
        open(0);
        assertThat(drain(0)).hasOnlyElementsOfType(LinkMessage.NodeUp.class).hasSize(1);
    }

    @Test
    void announcesALongerDictionaryBeforeTheReportThatNeedsIt() {
        state.start(0);
        open(0);
        state.appeared(description(NODE));
        state.measured(NODE, sample(1000, Map.of("cpu", 0.5)));
        List<LinkMessage> first = drain(0);
        assertThat(((LinkMessage.NodeUp) first.get(0)).metrics()).containsExactly("cpu");
        state.measured(NODE, sample(2000, Map.of("rss", 7.0, "cpu", 0.25)));
        List<LinkMessage> second = drain(0);
        assertThat(((LinkMessage.NodeUp) second.get(0)).metrics()).containsExactly("cpu", "rss");
        LinkMessage.Report report = (LinkMessage.Report) second.get(1);
        assertThat(report.ids()).containsExactly(0, 1);
        assertThat(report.values()).containsExactly(0.25, 7.0);
        assertThat(report.seq()).isEqualTo(2);
    }

    @Test
    void sendsNoMoreThanTheWindowUntilAcknowledged() {
        state.start(0);
        open(0);
        state.appeared(description(NODE));
        for (int i = 0; i < 10; i++) {
            state.measured(NODE, sample(i, Map.of("cpu", 0.5)));
        }
        assertThat(drain(0)).hasSize(1 + 8);
        assertThat(state.received(0, new LinkMessage.Ack(0, 5), 0, 0)).isEmpty();
        assertThat(drain(0)).hasSize(2);
        assertThat(state.buffered()).isEqualTo(5);
    }

    @Test
    void dropsTheOldestWhenFullAndSaysSo() {
        state.appeared(description(NODE));
        for (int i = 0; i < 13; i++) {
            state.measured(NODE, sample(i, Map.of("cpu", 0.5)));
        }
        assertThat(state.buffered()).isEqualTo(10);
        assertThat(state.dropped()).isEqualTo(3);
        assertThat(state.tick(0, 0))
                .anyMatch(effect ->
                        effect instanceof LinkState.Warn warn && warn.text().contains("dropped the 3 oldest reports"));
    }

    @Test
    void givesUpALinkThatDoesNotAcknowledgeAndTriesTheNextMember() {
        state.start(0);
        open(0);
        state.appeared(description(NODE));
        state.measured(NODE, sample(0, Map.of("cpu", 0.5)));
        drain(1_000);
        state.heard(14_000); // a pong proves the host, not the session
        assertThat(state.tick(16_000, 0)).noneMatch(LinkState.Disconnect.class::isInstance);
        assertThat(state.tick(16_001, 0))
                .containsExactly(new LinkState.Disconnect("1 reports without an answer for 15000 ms", 250));
        assertThat(state.tick(16_250, 0)).isEmpty();
        assertThat(state.tick(16_251, 0))
                .containsExactly(new LinkState.Connect(URI.create("wss://b:2/flyball/v1/link")));
    }

    @Test
    void pingsAnIdleLinkAndGivesItUpWithoutPong() {
        state.start(0);
        open(0);
        assertThat(state.tick(9_999, 0)).isEmpty();
        assertThat(state.tick(10_000, 0)).containsExactly(new LinkState.Ping());
        assertThat(state.tick(20_000, 0)).containsExactly(new LinkState.Ping());
        assertThat(state.tick(25_001, 0)).hasOnlyElementsOfType(LinkState.Disconnect.class);
    }

    @Test
    void pausesLongerWithEachFailureAndForgetsItAfterAStableLink() {
        List<Long> pauses = new ArrayList<>();
        long now = 0;
        state.start(now);
        for (int i = 0; i < 8; i++) {
            pauses.add(((LinkState.Disconnect) state.lost(now, "refused", 0.999).get(0)).pauseMillis());
            now += 60_000;
            state.tick(now, 0);
        }
        assertThat(pauses).containsExactly(500L, 1000L, 1999L, 3998L, 7996L, 15992L, 29985L, 29985L);
        open(now);
        assertThat(state.lost(now + 10_000, "closed", 0)).containsExactly(new LinkState.Disconnect("closed", 250));
    }

    @Test
    void takesTheTimeAMessageWaitedOffItsTimeToLive() {
        state.start(0);
        open(0);
        state.appeared(description(NODE));
        drain(0);
        var command = new LinkMessage.Command(0, new Token(1, "p"), 1, List.of(), 0, 1_000);
        var effects = state.received(0, command, 400, 0);
        assertThat(effects).hasSize(1);
        var routed = (LinkMessage.Command) ((LinkState.ToNode) effects.get(0)).message();
        assertThat(routed.expiresInMillis()).isEqualTo(600);
    }

    @Test
    void refusesCommandsForNodesAndServicesItDoesNotHave() {
        state.start(0);
        open(0);
        assertThat(state.received(0, new LinkMessage.Command(7, new Token(1, "p"), 1, List.of(), 0, 1_000), 0, 0))
                .isEmpty();
        assertThat(state.received(0, new LinkMessage.SetInstances(SHOP, new Token(1, "p"), 1, 3, 1_000), 0, 0))
                .isEmpty();
        List<LinkMessage> answers = drain(0);
        assertThat(((LinkMessage.CommandResult) answers.get(0)).outcome()).isEqualTo(CommandOutcome.REFUSED_CAPABILITY);
        assertThat(((LinkMessage.InstancesRefused) answers.get(1)).outcome())
                .isEqualTo(CommandOutcome.REFUSED_CAPABILITY);
    }

    @Test
    void leavesALinkThatAcknowledgesWhatWasNeverSent() {
        state.start(0);
        open(0);
        state.appeared(description(NODE));
        state.measured(NODE, sample(0, Map.of("cpu", 0.5)));
        drain(0);
        assertThat(state.received(0, new LinkMessage.Ack(0, 2), 0, 0))
                .hasOnlyElementsOfType(LinkState.Disconnect.class)
                .hasSize(1);
        assertThat(state.buffered()).isEqualTo(1);
    }

    @Test
    void tellsTheEndOfANodeAfterItsLastReportsWereAcknowledged() {
        state.start(0);
        open(0);
        state.appeared(description(NODE));
        state.measured(NODE, sample(0, Map.of("cpu", 0.5)));
        drain(0);
        state.disappeared(0, NODE, "exited");
        assertThat(drain(1)).isEmpty();
        state.received(2, new LinkMessage.Ack(0, 1), 0, 0);
        assertThat(drain(2)).containsExactly(new LinkMessage.NodeDown(0, "exited"));
        state.appeared(description(NODE));
        state.measured(NODE, sample(3, Map.of("cpu", 0.5)));
        List<LinkMessage> again = drain(3);
        assertThat(((LinkMessage.Report) again.get(1)).seq())
                .as("numbers go on")
                .isEqualTo(2);
    }

    @Test
    void announcesNodesInstancesAndAnswersAgainAfterAReconnect() {
        state.start(0);
        open(0);
        state.appeared(description(NODE));
        state.instancesChanged(new LinkMessage.Instances(SHOP, Token.NONE, 0, 2, 4, List.of()));
        InForce inForce = new InForce(new Token(3, "p"), 9, List.of(), List.of());
        drain(0);
        state.lost(0, "closed", 0);
        state.answered(
                NODE,
                new LinkMessage.CommandResult(
                        77, new Token(3, "p"), 9, CommandOutcome.APPLIED, "", List.of(), inForce));
        state.tick(60_000, 0);
        open(60_000);
        List<LinkMessage> sent = drain(60_000);
        assertThat(sent)
                .extracting(message -> (Object) message.getClass())
                .containsExactly(
                        LinkMessage.NodeUp.class, LinkMessage.Instances.class, LinkMessage.CommandResult.class);
        assertThat(((LinkMessage.NodeUp) sent.get(0)).inForce()).isEqualTo(inForce);
        assertThat(((LinkMessage.CommandResult) sent.get(2)).slot()).isEqualTo(0);
    }
}
