package io.flyball.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.protocol.message.LinkMessage.Command;
import io.flyball.protocol.message.LinkMessage.CommandResult;
import io.flyball.protocol.message.LinkMessage.Settle;
import io.flyball.protocol.message.LinkMessage.Settle.Ending;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.Token;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VirtualNodeTest {
    private static final Token OLD = new Token(6, "m1@1");
    private static final Token NEW = new Token(7, "m2@2");
    private static final long IN_TIME = 10_000;

    private final List<CommandResult> answers = new ArrayList<>();
    private final Tally tally = new Tally();
    private long now = 1_000;
    private VirtualNode node;

    @BeforeEach
    void start() {
        node = new VirtualNode(new NodeId("v-1"), new ServiceName("v"), 4, 1, tally, clocks(), answers::add);
        node.start();
    }

    private Clocks clocks() {
        return new Clocks(() -> Instant.ofEpochMilli(now), () -> now * 1_000_000);
    }

    private CommandResult last() {
        return answers.get(answers.size() - 1);
    }

    private static Command command(Token token, long revision, long threads, long lease) {
        List<Setting> settings = List.of(new Setting(Knobs.TOMCAT_MAX_THREADS, threads));
        return new Command(0, token, revision, settings, lease, IN_TIME);
    }

    @Test
    void aPlannerThatWasReplacedIsRefused() {
        node.told(command(NEW, 1, 8, 0));
        node.told(command(OLD, 2, 16, 0));
        assertThat(last().outcome()).isEqualTo(CommandOutcome.REFUSED_TOKEN);
        assertThat(node.threads()).isEqualTo(8);
    }

    @Test
    void theSameCommandIsCarriedOutOnceAndAnsweredTwice() {
        node.told(command(NEW, 1, 8, 0));
        node.told(command(NEW, 1, 8, 0));
        assertThat(answers)
                .extracting(CommandResult::outcome)
                .containsExactly(CommandOutcome.APPLIED, CommandOutcome.DUPLICATE);
        assertThat(tally.executed.sum()).isEqualTo(1);
        assertThat(tally.executedAgain.sum()).isZero();
        assertThat(tally.arrivedAgain.sum()).isEqualTo(1);
    }

    @Test
    void aCommandThatIsTooLateIsRefused() {
        node.told(new Command(0, NEW, 1, command(NEW, 1, 8, 0).settings(), 0, 0));
        assertThat(last().outcome()).isEqualTo(CommandOutcome.REFUSED_EXPIRED);
        assertThat(node.threads()).isEqualTo(4);
    }

    @Test
    void aTrialRevertsByItselfWhenThePlannerFallsSilent() {
        node.told(command(NEW, 1, 8, 5_000));
        assertThat(last().inForce().trial()).hasSize(1);
        now += 4_999;
        node.tick();
        assertThat(node.threads()).isEqualTo(8);
        now += 1;
        node.tick();
        assertThat(node.threads()).isEqualTo(4);
        assertThat(last().outcome()).isEqualTo(CommandOutcome.REVERTED);
    }

    @Test
    void aRenewedTrialLastsAndAConfirmedOneStays() {
        node.told(command(NEW, 1, 8, 5_000));
        now += 4_000;
        node.told(new Settle(0, NEW, 1, Ending.RENEW, 5_000));
        now += 4_000;
        node.tick();
        assertThat(node.threads()).isEqualTo(8);
        node.told(new Settle(0, NEW, 1, Ending.CONFIRM, 0));
        now += 60_000;
        node.tick();
        assertThat(last().outcome()).isEqualTo(CommandOutcome.CONFIRMED);
        assertThat(node.threads()).isEqualTo(8);
        assertThat(node.description().inForce().settings()).containsExactly(new Setting(Knobs.TOMCAT_MAX_THREADS, 8));
    }

    @Test
    void whatTheAgentDoesNotAllowIsRefused() {
        node.told(command(NEW, 1, 501, 0));
        assertThat(last().outcome()).isEqualTo(CommandOutcome.REFUSED_BOUNDS);
    }

    /** A new JVM has the settings of its own start; what its planner may not do it knows from before. */
    @Test
    void aNewJvmForgetsItsSettingsAndRemembersTokens() {
        node.told(command(NEW, 1, 8, 0));
        node.start();
        assertThat(node.threads()).isEqualTo(4);
        node.told(command(OLD, 2, 16, 0));
        assertThat(last().outcome()).isEqualTo(CommandOutcome.REFUSED_TOKEN);
    }

    @Test
    void moreThreadsCarryMoreLoad() {
        Sample few = node.sample(95, true);
        node.told(command(NEW, 1, 8, 0));
        Sample more = node.sample(95, true);
        assertThat(few.valueOrNaN(Metrics.TOMCAT_QUEUE)).isPositive();
        assertThat(more.valueOrNaN(Metrics.TOMCAT_QUEUE)).isZero();
        assertThat(more.valueOrNaN(Metrics.THROUGHPUT)).isGreaterThan(few.valueOrNaN(Metrics.THROUGHPUT));
        assertThat(more.valueOrNaN(Metrics.LATENCY_P99)).isLessThan(few.valueOrNaN(Metrics.LATENCY_P99));
    }

    @Test
    void noTwoSamplesHaveTheSameTick() {
        assertThat(node.sample(1, true).at()).isBefore(node.sample(1, true).at());
    }
}
