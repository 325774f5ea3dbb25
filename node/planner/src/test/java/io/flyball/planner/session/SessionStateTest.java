package io.flyball.planner.session;

import static io.flyball.planner.session.Links.NOW;
import static io.flyball.planner.session.Links.SHOP;
import static io.flyball.planner.session.Links.SHOP_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.planner.session.SessionEffect.Connect;
import io.flyball.planner.session.SessionEffect.Disconnect;
import io.flyball.planner.session.SessionEffect.End;
import io.flyball.planner.session.SessionEffect.Greet;
import io.flyball.planner.session.SessionEffect.Skip;
import io.flyball.planner.session.SessionEffect.Store;
import io.flyball.protocol.message.LinkMessage.CommandResult;
import io.flyball.protocol.message.LinkMessage.Hello;
import io.flyball.protocol.message.LinkMessage.NodeDown;
import io.flyball.protocol.message.LinkMessage.Report;
import io.flyball.protocol.message.LinkMessage.ToMember;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.Token;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionStateTest {
    private SessionState state = SessionState.NEW;

    private List<SessionEffect> send(ToMember message) {
        var step = state.on(message, 1, NOW, Duration.ofHours(1));
        state = step.next();
        return step.effects();
    }

    private String endOf(ToMember message) {
        assertThat(send(message)).hasSize(1).first().isInstanceOf(End.class);
        return ((End) state.on(message, 1, NOW, Duration.ofHours(1)).effects().get(0)).reason();
    }

    @Test
    void wantsHelloFirst() {
        assertThat(endOf(Links.up(1, "shop-1"))).isEqualTo("first frame = NodeUp: must be Hello");
    }

    @Test
    void takesHelloOnce() {
        assertThat(send(Links.hello())).containsExactly(new Greet("host-a", 1));
        assertThat(endOf(Links.hello())).isEqualTo("Hello: must be sent once");
    }

    @Test
    void speaksWithAgentsOneVersionAway() {
        assertThat(send(new Hello(2, "host-a", "b"))).containsExactly(new Greet("host-a", 1));
        state = SessionState.NEW;
        assertThat(endOf(new Hello(3, "host-a", "b"))).contains("version = 3");
        assertThat(endOf(new Hello(0, "host-a", "b"))).contains("version = 0");
    }

    @Test
    void namesTheValuesOfAReportByTheSlotsDictionary() {
        send(Links.hello());
        send(Links.up(3, "shop-1"));
        var store = (Store) send(Links.report(3, 7)).get(0);
        assertThat(store.seq()).isEqualTo(7);
        assertThat(store.row().node()).isEqualTo(SHOP_1);
        assertThat(store.row().sample().at()).isEqualTo(NOW.plusSeconds(7));
        assertThat(store.row().sample().values()).containsEntry("cpu", 0.5).containsEntry("throughput", 107.0);
    }

    @Test
    void endsALinkThatReportsWhatItDidNotAnnounce() {
        send(Links.hello());
        assertThat(endOf(Links.report(3, 1))).contains("slot = 3");
        send(Links.up(3, "shop-1"));
        var beyond = new Report(3, 1, NOW.toEpochMilli(), new int[] {2}, new double[] {1});
        assertThat(endOf(beyond)).contains("metric index = 2");
        var infinite = new Report(3, 1, NOW.toEpochMilli(), new int[] {0}, new double[] {Double.NaN});
        assertThat(endOf(infinite)).contains("must be finite");
    }

    @Test
    void dropsAReportFromAnotherTimeAndSaysWhy() {
        send(Links.hello());
        send(Links.up(3, "shop-1"));
        long late = NOW.minus(Duration.ofMinutes(61)).toEpochMilli();
        var effects = send(new Report(3, 1, late, new int[] {0}, new double[] {1}));
        assertThat(effects).hasSize(1).first().isInstanceOf(Skip.class);
        long early = NOW.plus(Duration.ofMinutes(61)).toEpochMilli();
        assertThat(send(new Report(3, 2, early, new int[] {0}, new double[] {1})))
                .first()
                .isInstanceOf(Skip.class);
    }

    @Test
    void givesASlotANewLifeWithAnotherNode() {
        send(Links.hello());
        long first = ((Connect) send(Links.up(3, "shop-1")).get(0)).slot().life();
        long again = ((Connect) send(Links.up(3, "shop-1")).get(0)).slot().life();
        long other = ((Connect) send(Links.up(3, "shop-2")).get(0)).slot().life();
        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
        assertThat(state.slotOf(SHOP_1)).isNull();
    }

    @Test
    void movesANodeThatComesInAnotherSlot() {
        send(Links.hello());
        send(Links.up(3, "shop-1"));
        send(Links.up(4, "shop-1"));
        assertThat(state.slotOf(SHOP_1)).isEqualTo(4);
        assertThat(state.slots()).hasSize(1);
    }

    @Test
    void tellsThatANodeIsGoneOnce() {
        send(Links.hello());
        send(Links.up(3, "shop-1"));
        assertThat(send(new NodeDown(3, "exit 1"))).containsExactly(new Disconnect(SHOP_1, SHOP, "exit 1"));
        assertThat(send(new NodeDown(3, "exit 1"))).isEmpty();
    }

    /** The command met the news of the node's end on its way: no reason to end the link of all other nodes. */
    @Test
    void anAnswerOfANodeThatIsGoneIsNoMistake() {
        send(Links.hello());
        send(Links.up(3, "shop-1"));
        send(new NodeDown(3, "exited"));
        var refused = CommandOutcome.REFUSED_CAPABILITY;
        var answer = new CommandResult(3, new Token(2, "m1@a"), 5, refused, "", List.of(), InForce.NOTHING);
        assertThat(send(answer)).isEmpty();
    }

    @Test
    void remembersWhatCameIntoForce() {
        send(Links.hello());
        send(Links.up(3, "shop-1"));
        var inForce = new InForce(new Token(2, "m1@a"), 5, List.of(new Setting("tomcat.maxThreads", 8)), List.of());
        send(new CommandResult(3, inForce.token(), 5, CommandOutcome.CONFIRMED, "", List.of(), inForce));
        assertThat(state.slots().get(3).up().inForce()).isEqualTo(inForce);
    }
}
