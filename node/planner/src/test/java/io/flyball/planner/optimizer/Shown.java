package io.flyball.planner.optimizer;

import io.flyball.policy.optimizer.NodeWindow;
import io.flyball.policy.optimizer.Parameters;
import io.flyball.policy.optimizer.ServiceWindow;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the optimizers of these tests are shown. */
final class Shown {
    static final String POOL = "app.orders.size";
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private Shown() {}

    static ServiceWindow window() {
        NodeWindow node = new NodeWindow(
                new NodeId("n-1"),
                "17.0.15 G1 pid 1",
                Instant.EPOCH,
                List.of(new Sample(NOW, Map.of("app.orders.busy", 9.0))),
                List.of(new Capability(POOL, 10, 1, 50, "connections", true, "")),
                InForce.NOTHING);
        return new ServiceWindow(
                new ServiceName("checkout"), NOW, Duration.ofSeconds(5), List.of(node), Parameters.NONE);
    }
}
