package io.flyball.simulator.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.protocol.codec.LinkCodec;
import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualNodeTest {
    private final VirtualNode node = new VirtualNode(new NodeId("a-1"), new ServiceName("a"), 3, 42);
    private final List<Long> latencies = new ArrayList<>();

    @Test
    void numbersItsReportsAndNeverRepeatsATick() {
        LinkMessage.Report first = node.report(5_000, 1, 100);
        LinkMessage.Report second = node.report(5_000, 2, 100);
        assertThat(List.of(first.seq(), second.seq())).containsExactly(1L, 2L);
        assertThat(List.of(first.tickMillis(), second.tickMillis())).containsExactly(5_000L, 5_001L);
        assertThat(first.slot()).isEqualTo(3);
    }

    @Test
    void showsTheThroughputItIsTold() {
        LinkMessage.Report report = node.report(5_000, 1, 1_900);
        String metric = node.up().metrics().get(VirtualNode.THROUGHPUT);
        assertThat(metric).isEqualTo("throughput");
        assertThat(report.values()[VirtualNode.THROUGHPUT]).isEqualTo(1_900);
        assertThat(report.values()).hasSize(20);
    }

    @Test
    void anAckStandsForAllReportsBeforeIt() {
        node.report(5_000, 10, 100);
        node.report(5_001, 20, 100);
        node.report(5_002, 30, 100);
        assertThat(node.acknowledged(2, 50, latencies::add)).isEqualTo(2);
        assertThat(latencies).containsExactly(40L, 30L);
        assertThat(node.unacknowledged()).isEqualTo(1);
    }

    @Test
    void aRepeatedAckCountsOnce() {
        node.report(5_000, 10, 100);
        node.acknowledged(1, 50, latencies::add);
        assertThat(node.acknowledged(1, 60, latencies::add)).isZero();
        assertThat(latencies).hasSize(1);
    }

    @Test
    void itsReportsAreAsSmallAsThoseOfRealAgents() {
        byte[] frame = LinkCodec.encode(node.report(1_795_413_605_000L, 1, 100));
        assertThat(frame.length).isBetween(80, 140);
    }
}
