package io.flyball.planner.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The small parts that the planner's state is made of. */
class PartsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void aWindowKeepsTheNewestSamplesInOrderOnce() {
        Window window = Window.EMPTY.plus(at(1)).plus(at(3)).plus(at(2)).plus(at(3));
        assertThat(window.between(NOW, NOW.plusSeconds(9)))
                .extracting(Sample::at)
                .containsExactly(at(1).at(), at(2).at(), at(3).at());
        assertThat(window.between(NOW.plusSeconds(1), NOW.plusSeconds(2))).containsExactly(at(2));
        for (int i = 4; i < 1000; i++) {
            window = window.plus(at(i));
        }
        assertThat(window.size()).isEqualTo(Window.MAX_SAMPLES);
        assertThat(window.newest()).contains(at(999));
        assertThat(window.plus(at(5))).as("too old to be kept").isSameAs(window);
        assertThat(window.plus(at(999 + (int) Window.MAX_AGE.toSeconds() + 1)).size())
                .isEqualTo(1);
    }

    @Test
    void nodesAreFoundByNameWhateverTheOrderTheyCameIn() {
        Nodes nodes = Nodes.NONE;
        for (String name : List.of("c", "a", "d", "b")) {
            nodes = nodes.with(node(name));
        }
        assertThat(nodes.stream().map(Node::id).map(NodeId::value)).containsExactly("a", "b", "c", "d");
        assertThat(nodes.find(new NodeId("d"))).isPresent();
        assertThat(nodes.find(new NodeId("e"))).isEmpty();
        assertThat(nodes.with(node("c")).size()).isEqualTo(4);
        assertThat(nodes.without(new NodeId("a")).stream().map(Node::id).map(NodeId::value))
                .containsExactly("b", "c", "d");
    }

    @Test
    void aNodeIsLiveWhileItsNewestSampleIsFreshAndItsLinkIsUp() {
        Node node = node("a").seen(at(10), NOW.plusSeconds(10));
        assertThat(node.isLive(NOW.plusSeconds(15), Duration.ofSeconds(5))).isTrue();
        assertThat(node.isLive(NOW.plusSeconds(16), Duration.ofSeconds(5))).isFalse();
        assertThat(node.linked(false).isLive(NOW.plusSeconds(11), Duration.ofSeconds(5)))
                .isFalse();
    }

    /** Its clock is 60 s ahead and it fell silent: the planner goes by when it heard it last. */
    @Test
    void aClockThatIsAheadKeepsNoNodeAlive() {
        Node node = node("a").seen(at(70), NOW.plusSeconds(10));
        assertThat(node.isLive(NOW.plusSeconds(15), Duration.ofSeconds(5))).isTrue();
        assertThat(node.isLive(NOW.plusSeconds(16), Duration.ofSeconds(5))).isFalse();
    }

    @Test
    void instancesGoWhereThereIsRoomAndComeFromWhereThereAreMost() {
        Agent a = Agent.told("a", NOW, 2, 4, 0, List.of());
        Agent b = Agent.told("b", NOW, 1, 10, 0, List.of());
        assertThat(Distribution.of(5, List.of(a, b))).isEqualTo(Map.of("a", 2, "b", 3));
        assertThat(Distribution.of(1, List.of(a, b))).isEqualTo(Map.of("a", 0, "b", 1));
        assertThat(Distribution.of(99, List.of(a, b))).isEqualTo(Map.of("a", 4, "b", 10));
        assertThat(Distribution.of(9, List.of(a, b.lost(NOW)))).isEqualTo(Map.of("a", 4, "b", 1));
    }

    @Test
    void aServiceRecordReadsWhatItWrote() {
        ServiceRecord record = new ServiceRecord(7, "m1@7f3a", 4);
        assertThat(ServiceRecord.decode(record.encode())).isEqualTo(record);
        assertThat(ServiceRecord.decode("term=7\nowner=m1@7f3a\ninstanceTarget=4\nlater=x\n"))
                .isEqualTo(record);
        assertThatThrownBy(() -> ServiceRecord.decode("owner=x")).hasMessageContaining("must have a numeric term");
    }

    private static Node node(String name) {
        return Node.joined(new NodeId(name), "host-a", "17 G1", List.of(), InForce.NOTHING, NOW);
    }

    private static Sample at(int second) {
        return new Sample(NOW.plusSeconds(second), Map.of(Metrics.THROUGHPUT, 1.0));
    }
}
