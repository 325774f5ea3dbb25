package io.flyball.simulator.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.protocol.message.LinkMessage.SetInstances;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Token;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualInstancesTest {
    private static final ServiceName SERVICE = new ServiceName("a");
    private static final Token FIRST = new Token(1, "m1@a");
    private static final Token SECOND = new Token(2, "m2@b");

    private final VirtualInstances instances =
            new VirtualInstances(SERVICE, 0, List.of(new NodeId("a-1"), new NodeId("a-2")));

    @Test
    void beginsWithAsManyAsItHasNodes() {
        assertThat(instances.announce().target()).isEqualTo(2);
        assertThat(instances.announce().instances()).hasSize(2);
    }

    @Test
    void takesANewCountAndTellsIt() {
        assertThat(instances.take(count(FIRST, 1, 3))).isTrue();
        assertThat(instances.announce().target()).isEqualTo(3);
        assertThat(instances.announce().revision()).isEqualTo(1);
        assertThat(instances.announce().token()).isEqualTo(FIRST);
    }

    @Test
    void aRepeatedCommandIsNoNews() {
        instances.take(count(FIRST, 1, 3));
        assertThat(instances.take(count(FIRST, 1, 3))).isFalse();
    }

    @Test
    void theCountItHasIsNoNewsUnderAnyRevision() {
        assertThat(instances.take(count(FIRST, 1, 2))).isFalse();
    }

    @Test
    void obeysOnlyTheNewestPlanner() {
        instances.take(count(SECOND, 1, 3));
        assertThat(instances.take(count(FIRST, 9, 5))).isFalse();
        assertThat(instances.target()).isEqualTo(3);
    }

    private static SetInstances count(Token token, long revision, int count) {
        return new SetInstances(SERVICE, token, revision, count, 10_000);
    }
}
