package io.flyball.planner.session;

import io.flyball.protocol.message.LinkMessage.Hello;
import io.flyball.protocol.message.LinkMessage.Instances;
import io.flyball.protocol.message.LinkMessage.NodeUp;
import io.flyball.protocol.message.LinkMessage.Report;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Token;
import java.time.Instant;
import java.util.List;

/** Frames of a small agent. */
final class Links {
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final ServiceName SHOP = new ServiceName("shop");
    static final NodeId SHOP_1 = new NodeId("shop-1");

    private Links() {}

    static Hello hello() {
        return new Hello(1, "host-a", "boot-1");
    }

    static NodeUp up(int slot, String node) {
        return new NodeUp(
                slot, new NodeId(node), SHOP, "17 G1", List.of(), InForce.NOTHING, List.of("cpu", "throughput"));
    }

    static Report report(int slot, long seq) {
        return new Report(
                slot, seq, NOW.plusSeconds(seq).toEpochMilli(), new int[] {0, 1}, new double[] {0.5, 100 + seq});
    }

    static Instances instances() {
        return new Instances(SHOP, Token.NONE, 0, 2, 10, List.of());
    }
}
