package io.flyball.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeLoadTest {
    @Test
    void fourThreadsDoEightyRequests() {
        NodeLoad load = NodeLoad.of(95, 4);
        assertThat(load.done()).isEqualTo(80, within(1e-9));
        assertThat(load.busy()).isEqualTo(4);
        assertThat(load.queue()).isEqualTo(18.75, within(1e-9));
    }

    @Test
    void sixThreadsDoThemAllAndHaveSomeLeft() {
        NodeLoad load = NodeLoad.of(95, 6);
        assertThat(load.done()).isEqualTo(95);
        assertThat(load.busy()).isBetween(4.9, 5.5);
        assertThat(load.queue()).isZero();
    }

    /** Little's law: what is in the node is what comes in times the time that it stays. */
    @ParameterizedTest
    @CsvSource({"0,4", "10,4", "95,4", "95,8", "1000,500", "1000000,2"})
    void isConsistentWithItself(double offered, long threads) {
        NodeLoad load = NodeLoad.of(offered, threads);
        assertThat(load.cpu()).isBetween(0.0, 0.951);
        assertThat(load.busy()).isBetween(0.0, (double) threads);
        assertThat(load.done()).isLessThanOrEqualTo(offered);
        assertThat(load.done() * load.latency()).isGreaterThanOrEqualTo(load.queue());
    }
}
