package io.flyball.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flyball.protocol.model.ServiceName;
import io.flyball.simulator.fleet.ServiceLoad.Kind;
import org.junit.jupiter.api.Test;

class ServiceLoadTest {
    private static final long SECOND = 1_000_000_000;
    private static final long QUIET = 15 * SECOND;
    private static final long PERIOD = 120 * SECOND;

    private final Tally tally = new Tally();

    private ServiceLoad load(Kind kind) {
        ServiceLoad load = new ServiceLoad(new ServiceName("v"), kind, 100, PERIOD, 0, QUIET, 0, tally);
        load.readyChanged(100);
        return load;
    }

    /** As many nodes are ready as the low step needs. */
    private ServiceLoad atRest() {
        ServiceLoad load = load(Kind.SCALED);
        load.readyChanged(-15);
        return load;
    }

    @Test
    void aScaledServiceHasTwoStepsAndTheLoadIsSharedByThoseThatAreReady() {
        ServiceLoad load = load(Kind.SCALED);
        assertThat(load.perNode()).isEqualTo(85, within(1e-9));
        assertThat(load.advance(59 * SECOND)).isFalse();
        assertThat(load.advance(60 * SECOND)).isTrue();
        assertThat(load.perNode()).isEqualTo(120, within(1e-9));
        load.readyChanged(20);
        assertThat(load.perNode()).isEqualTo(100, within(1e-9));
        assertThat(load.advance(120 * SECOND)).isFalse();
        assertThat(load.perNode()).isEqualTo(85 * 100 / 120.0, within(1e-9));
    }

    @Test
    void aTunedServiceHasOneSteadyLoad() {
        ServiceLoad load = load(Kind.TUNED);
        assertThat(load.advance(90 * SECOND)).isFalse();
        assertThat(load.perNode()).isEqualTo(95, within(1e-9));
    }

    @Test
    void measuresFromTheJumpToTheFirstHigherCount() {
        ServiceLoad load = atRest();
        load.advance(60 * SECOND);
        load.shrinks(60 * SECOND);
        load.grows(61 * SECOND);
        load.grows(70 * SECOND);
        assertThat(tally.jumpToCommand.count()).isEqualTo(1);
        assertThat(tally.jumpToCommand.max()).isEqualTo(1_000, within(1.0));
        assertThat(load.jumps()).isEqualTo(1);
    }

    /** An earlier command could be taken for the one that the jump leads to. */
    @Test
    void aJumpSoonAfterACommandIsNotMeasured() {
        ServiceLoad load = atRest();
        load.grows(50 * SECOND);
        assertThat(load.advance(60 * SECOND)).isTrue();
        load.grows(61 * SECOND);
        assertThat(load.jumps()).isZero();
        assertThat(tally.jumpToCommand.count()).isZero();
    }

    /** Nodes that have too little to do need no help for some of it more. */
    @Test
    void aJumpOfAServiceWithNodesToSpareIsNotMeasured() {
        ServiceLoad load = load(Kind.SCALED);
        assertThat(load.advance(60 * SECOND)).isTrue();
        assertThat(load.jumps()).isZero();
    }

    @Test
    void aJumpWithoutACommandIsCounted() {
        ServiceLoad load = atRest();
        load.advance(60 * SECOND);
        load.advance(91 * SECOND);
        assertThat(load.unanswered()).isEqualTo(1);
        load.grows(92 * SECOND);
        assertThat(tally.jumpToCommand.count()).isZero();
    }

    @Test
    void aJumpThatStillWaitsAtTheEndCountsNowhere() {
        ServiceLoad load = atRest();
        load.advance(60 * SECOND);
        load.end();
        assertThat(load.jumps()).isZero();
        assertThat(load.unanswered()).isZero();
    }
}
