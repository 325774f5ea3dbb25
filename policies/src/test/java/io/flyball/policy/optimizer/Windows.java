package io.flyball.policy.optimizer;

import io.flyball.policy.validate.Question.Aim;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.DecisionRecord.Kind;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Recommendation;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.TuningParameters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Services to show to optimizers. */
public final class Windows {
    public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    public static final String POOL = "app.orders.size";
    public static final NodeId N1 = new NodeId("n-1");

    private Windows() {}

    public static ServiceWindow service(NodeWindow... nodes) {
        return new ServiceWindow(
                new ServiceName("checkout"), NOW, Duration.ofSeconds(5), List.of(nodes), Parameters.NONE);
    }

    /** 4 of 4 threads busy, 12 wait, pool of 10 connections. */
    public static NodeWindow node(String id) {
        return node(
                id,
                Map.of(
                        Metrics.TOMCAT_THREADS_BUSY, 4.0,
                        Metrics.TOMCAT_THREADS_MAX, 4.0,
                        Metrics.TOMCAT_QUEUE, 12.0,
                        Metrics.HOST_CPU, 0.3,
                        Metrics.THROUGHPUT, 100.0,
                        Metrics.LATENCY_MEAN, 0.04));
    }

    public static NodeWindow node(String id, Map<String, Double> values) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 60; i >= 0; i--) {
            samples.add(new Sample(NOW.minusSeconds(5L * i), values));
        }
        return new NodeWindow(
                new NodeId(id),
                "17.0.15 G1 pid 1",
                Instant.EPOCH,
                samples,
                List.of(
                        new Capability(Knobs.TOMCAT_MAX_THREADS, 4, 1, 400, "threads", true, ""),
                        new Capability(POOL, 10, 1, 50, "connections", true, ""),
                        new Capability("app.locked.size", 5, 1, 50, "connections", false, "no setter"),
                        new Capability(Knobs.GC_RUN, 1, 1, 1, "action", true, "")),
                InForce.NOTHING);
    }

    public static NodeRecommendation want(String node, Setting... settings) {
        return new NodeRecommendation(
                new NodeId(node),
                Aim.BETTER,
                new Recommendation(
                        Kind.CUSTOM, new TuningParameters(List.of(settings)), List.of("10 are wanted, 4 are there")));
    }

    /** Any numbers that samples can hold, holes, no samples, times out of order. */
    public static ServiceWindow random(SplittableRandom random) {
        List<NodeWindow> nodes = new ArrayList<>();
        for (int i = 0; i < random.nextInt(5); i++) {
            nodes.add(randomNode(random, "n-" + i));
        }
        return new ServiceWindow(new ServiceName("checkout"), NOW, Duration.ofSeconds(5), nodes, Parameters.NONE);
    }

    private static NodeWindow randomNode(SplittableRandom random, String id) {
        List<Sample> samples = new ArrayList<>();
        for (int i = random.nextInt(120); i > 0; i--) {
            Map<String, Double> values = new HashMap<>();
            for (String metric : List.of(
                    Metrics.TOMCAT_THREADS_BUSY,
                    Metrics.TOMCAT_THREADS_MAX,
                    Metrics.TOMCAT_QUEUE,
                    Metrics.HOST_CPU,
                    Metrics.THROUGHPUT,
                    Metrics.ALLOCATION_RATE,
                    Metrics.HEAP_COMMITTED,
                    Metrics.HEAP_LIVE)) {
                if (random.nextInt(8) > 0) {
                    values.put(metric, number(random));
                }
            }
            samples.add(new Sample(NOW.minusSeconds(5L * i + random.nextInt(3)), values));
        }
        long min = random.nextInt(10);
        long max = min + random.nextInt(300);
        long current = random.nextInt(400);
        List<Capability> capabilities = List.of(
                new Capability(Knobs.TOMCAT_MAX_THREADS, current, min, max, "threads", random.nextInt(9) > 0, ""),
                new Capability(Knobs.MIN_HEAP_FREE_RATIO, 40, 0, 100, "percent", true, ""),
                new Capability(Knobs.MAX_HEAP_FREE_RATIO, 70, 0, random.nextInt(101), "percent", true, ""),
                new Capability(Knobs.GC_RUN, 1, 1, 1, "action", true, ""));
        return new NodeWindow(
                new NodeId(id), "17.0.15 G1 pid 1", Instant.EPOCH, samples, capabilities, InForce.NOTHING);
    }

    private static double number(SplittableRandom random) {
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> Double.MAX_VALUE;
            case 2 -> -random.nextDouble() * 1e9;
            case 3 -> random.nextDouble();
            default -> random.nextDouble() * 1000;
        };
    }
}
