package io.flyball.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.message.LinkMessage.SetInstances;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.InstanceState;
import io.flyball.protocol.model.InstanceView;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Token;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VirtualInstancesTest implements VirtualInstances.Events {
    private static final ServiceName SERVICE = new ServiceName("v");
    private static final Token OLD = new Token(6, "m1@1");
    private static final Token NEW = new Token(7, "m2@2");

    private final List<String> nodes = new ArrayList<>();
    private final List<CommandOutcome> refusals = new ArrayList<>();
    private final Tally tally = new Tally();
    private LinkMessage.Instances announced;
    private VirtualInstances instances;

    @BeforeEach
    void begin() {
        instances = new VirtualInstances(
                VirtualInstances.template(SERVICE, 3, Duration.ofSeconds(10), 2, 5), 10_000, tally, this);
        instances.begin(0);
    }

    @Override
    public void appeared(NodeId node) {
        nodes.add(node.value());
    }

    @Override
    public void disappeared(NodeId node) {
        nodes.remove(node.value());
    }

    @Override
    public void announced(LinkMessage.Instances announcement) {
        announced = announcement;
    }

    @Override
    public void refused(LinkMessage.InstancesRefused refusal) {
        refusals.add(refusal.outcome());
    }

    private List<InstanceState> states() {
        return announced.instances().stream().map(InstanceView::state).toList();
    }

    private void count(long now, Token token, long revision, int count) {
        instances.take(now, new SetInstances(SERVICE, token, revision, count, 10_000));
    }

    @Test
    void theFirstInstancesAreReadyAtOnceAndNamedAfterTheirAgent() {
        assertThat(nodes).containsExactly("v-3-1", "v-3-2");
        assertThat(states()).containsOnly(InstanceState.READY);
        assertThat(instances.ready()).hasSize(2);
        assertThat(tally.started.sum()).isZero();
    }

    @Test
    void anotherInstanceStartsIsWatchedAndReadyAfterItsStartTime() {
        count(1_000, NEW, 1, 3);
        assertThat(nodes).contains("v-3-3");
        instances.tick(10_999);
        assertThat(states()).containsExactly(InstanceState.READY, InstanceState.READY, InstanceState.STARTING);
        instances.tick(11_000);
        assertThat(states()).containsOnly(InstanceState.READY);
        assertThat(instances.ready()).contains(new NodeId("v-3-3"));
        assertThat(tally.started.sum()).isEqualTo(1);
    }

    @Test
    void oneFewerDrainsTakesNoMoreLoadAndIsGone() {
        count(1_000, NEW, 1, 1);
        assertThat(states()).containsExactly(InstanceState.READY, InstanceState.DRAINING);
        assertThat(instances.ready()).containsExactly(new NodeId("v-3-1"));
        assertThat(nodes).hasSize(2);
        instances.tick(3_000);
        assertThat(nodes).containsExactly("v-3-1");
        assertThat(announced.instances()).hasSize(1);
        assertThat(tally.stopped.sum()).isEqualTo(1);
    }

    @Test
    void aPlannerThatWasReplacedIsRefused() {
        count(0, NEW, 1, 3);
        count(0, OLD, 9, 0);
        assertThat(refusals).containsExactly(CommandOutcome.REFUSED_TOKEN);
        assertThat(announced.target()).isEqualTo(3);
    }

    @Test
    void aRepeatedCountIsAnsweredByTheSameAnnouncement() {
        count(0, NEW, 1, 3);
        announced = null;
        count(0, NEW, 1, 3);
        assertThat(announced.target()).isEqualTo(3);
        assertThat(nodes).hasSize(3);
        assertThat(tally.arrivedAgain.sum()).isEqualTo(1);
    }

    @Test
    void aCountThatIsTooLateOrTooHighIsRefused() {
        instances.take(0, new SetInstances(SERVICE, NEW, 1, 3, 0));
        count(0, NEW, 2, 6);
        assertThat(refusals).containsExactly(CommandOutcome.REFUSED_EXPIRED, CommandOutcome.REFUSED_BOUNDS);
    }
}
