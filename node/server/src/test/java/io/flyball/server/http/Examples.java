package io.flyball.server.http;

import io.flyball.protocol.message.ServiceProtocol.AgentView;
import io.flyball.protocol.message.ServiceProtocol.AlertView;
import io.flyball.protocol.message.ServiceProtocol.NodeView;
import io.flyball.protocol.message.ServiceProtocol.ServiceView;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.DecisionRecord;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.InstanceState;
import io.flyball.protocol.model.InstanceView;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.OptimizationFeedback;
import io.flyball.protocol.model.PerformanceMetrics;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.Token;
import io.flyball.protocol.model.Verdict;
import io.flyball.server.http.port.Decisions.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small fleet at noon: service shop with two nodes, one of them on trial. */
final class Examples {
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    static final ServiceName SHOP = new ServiceName("shop");
    static final Token TOKEN = new Token(3, "m1@7f3a0c11");

    private Examples() {}

    static Versioned trial(int number) {
        return new Versioned(decision(number, DecisionRecord.Outcome.TRIAL, Optional.empty()), 1);
    }

    /** The same decision as {@link #trial}, later. */
    static Versioned kept(int number) {
        var before = new PerformanceMetrics(196, 0.412, 0, 0.31, 231e6, 6);
        var after = new PerformanceMetrics(391, 0.187, Double.NaN, 0.42, 236e6, 6);
        var feedback = new OptimizationFeedback(
                before, after, 0.99, -0.02, Double.NaN, Verdict.PASS, List.of("throughput rose by 99 % against peers"));
        return new Versioned(decision(number, DecisionRecord.Outcome.KEPT, Optional.of(feedback)), 2);
    }

    static Versioned instances(int number, String from, String to, DecisionRecord.Outcome outcome, String reason) {
        return new Versioned(
                new DecisionRecord(
                        "shop-3-" + number,
                        NOON.plusSeconds(number),
                        SHOP,
                        TOKEN,
                        number,
                        "shop#1",
                        DecisionRecord.Kind.INSTANCES,
                        "instances",
                        List.of(),
                        from,
                        to,
                        List.of(reason, "within [2, 4]", "at most x2 in one step: 4"),
                        Map.of("throughput", 1132.0, "cpu", 0.44),
                        outcome,
                        Optional.empty()),
                1);
    }

    private static DecisionRecord decision(
            int number, DecisionRecord.Outcome outcome, Optional<OptimizationFeedback> feedback) {
        return new DecisionRecord(
                "shop-3-" + number,
                NOON.plusSeconds(number),
                SHOP,
                TOKEN,
                number,
                "shop#1",
                DecisionRecord.Kind.THREADS,
                "tomcat.maxThreads",
                List.of(new NodeId("shop-1")),
                "4",
                "8",
                List.of("all 4 threads busy for 6 s while 11 requests wait", "factor 2 allows 8"),
                Map.of("tomcat.threads.busy", 4.0, "tomcat.queue", 11.0),
                outcome,
                feedback);
    }

    static ServiceView shop() {
        return new ServiceView(
                SHOP,
                "127.0.0.1:7700",
                TOKEN,
                "active",
                "shop#1",
                2,
                List.of(
                        node("shop-2", "stale", List.of()),
                        node("shop-1", "live", List.of(new Setting("tomcat.maxThreads", 8)))),
                List.of(new AgentView(
                        "host-a",
                        2,
                        10,
                        List.of(new InstanceView(new NodeId("shop-1"), InstanceState.READY, 9001, 4711, "")))),
                List.of(trial(7).decision()),
                Optional.of(trial(7).decision()),
                List.of(new AlertView(
                        "heap.live.ratio above 0.85",
                        "",
                        "FIRING",
                        Instant.parse("2026-11-23T10:15:00Z"),
                        0.91,
                        Optional.empty())),
                List.of("thread pool exhaustion on 2 of 2 nodes (0.97)"));
    }

    static NodeView node(String name, String status, List<Setting> trial) {
        var metrics = Map.ofEntries(
                Map.entry(Metrics.THROUGHPUT, 391.0),
                Map.entry(Metrics.LATENCY_P99, 0.187),
                Map.entry(Metrics.ERROR_RATE, 0.0),
                Map.entry(Metrics.CPU, 0.42),
                Map.entry(Metrics.RSS, 236e6),
                Map.entry(Metrics.HEAP_USED, 81e6),
                Map.entry(Metrics.HEAP_COMMITTED, 134e6),
                Map.entry(Metrics.TOMCAT_THREADS_BUSY, 7.0),
                Map.entry(Metrics.TOMCAT_THREADS_MAX, 8.0));
        return new NodeView(
                new NodeId(name),
                "host-a",
                "17.0.15 G1 pid 4711",
                status,
                NOON,
                List.of(
                        new Capability("tomcat.maxThreads", 4, 1, 200, "threads", true, "currentThreadCount moves"),
                        new Capability("hikari.maximumPoolSize", 0, 0, 0, "connections", false, "no such pool")),
                new InForce(TOKEN, 7, List.of(new Setting("tomcat.maxThreads", 4)), trial),
                Optional.of(new Sample(NOON, metrics)));
    }
}
