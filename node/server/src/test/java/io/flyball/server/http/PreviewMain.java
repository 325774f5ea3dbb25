package io.flyball.server.http;

import io.flyball.protocol.message.HistoryProtocol.Row;
import io.flyball.protocol.message.ServiceProtocol.ServiceView;
import io.flyball.protocol.model.DecisionRecord;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.ServiceName;
import io.flyball.server.http.port.Members;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** Serves the page in front of an invented quarter of an hour, for looking at it: argument is the port. */
public final class PreviewMain {
    private PreviewMain() {}

    public static void main(String[] arguments) throws Exception {
        var settings = new HttpSettings(
                "127.0.0.1", Integer.parseInt(arguments[0]), Optional.empty(), Duration.ofSeconds(2), 100, 20);
        var api = new ApiUnderTest(settings, InstantSource.system());
        fill(api.ports, Instant.now());
        System.out.println("http://127.0.0.1:" + api.port() + "/");
        new CountDownLatch(1).await();
    }

    private static void fill(FakePorts ports, Instant now) {
        ports.views.put(Examples.SHOP, Examples.shop());
        var idle = new ServiceName("billing");
        ports.views.put(
                idle,
                new ServiceView(
                        idle,
                        "m2",
                        Examples.TOKEN,
                        "no-policy",
                        "",
                        -1,
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        List.of()));
        ports.members.add(new Members.Seen("127.0.0.1:7700", "Up", true, true, "0.1.0", Set.of("planner")));
        ports.members.add(new Members.Seen("127.0.0.1:7701", "Up", true, false, "0.1.0", Set.of("planner")));
        ports.members.add(new Members.Seen("127.0.0.1:7702", "Down", false, false, "0.1.0", Set.of("planner")));
        var random = new Random(7);
        for (int second = 900; second > 0; second -= 3) {
            double load = 260 + 700 * Math.exp(-Math.pow((second - 380) / 160.0, 2));
            int nodes = second > 560 ? 2 : second > 250 ? 4 : 3;
            double p99 = second > 640 ? 0.38 : 0.09 + load / 8000;
            for (int node = 1; node <= nodes; node++) {
                ports.rows.add(new Row(
                        Examples.SHOP,
                        new NodeId("shop-" + node),
                        new Sample(
                                now.minusSeconds(second),
                                Map.of(
                                        Metrics.READY, 1.0,
                                        Metrics.THROUGHPUT, load / nodes * (0.95 + random.nextDouble() / 10),
                                        Metrics.LATENCY_P99, p99 * (0.9 + random.nextDouble() / 5)))));
            }
        }
        ports.publish(Examples.trial(3));
        ports.publish(Examples.kept(3));
        ports.publish(Examples.instances(
                9, "2", "4", DecisionRecord.Outcome.APPLIED, "throughput 1132/s at 400 per instance wants 3"));
        ports.publish(Examples.instances(
                14, "4", "4", DecisionRecord.Outcome.WITHHELD, "wants 3, but the last change is 5 s ago"));
        ports.publish(Examples.trial(21));
    }
}
