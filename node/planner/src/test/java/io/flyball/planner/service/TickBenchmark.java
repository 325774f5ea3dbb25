package io.flyball.planner.service;

import io.flyball.policy.document.Policy;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.InstanceState;
import io.flyball.protocol.model.InstanceView;
import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Step;
import io.flyball.protocol.model.Token;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One decision of a service of 1,000 nodes with full windows (180 samples of 34 metrics each), all rules on. Run by {@code deploy/bench.sh
 * tick}; {@code -prof gc} tells the bytes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx2g")
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class TickBenchmark {
    private static final ServiceName SHOP = new ServiceName("shop");
    private static final int AGENTS = 10;
    private static final int SAMPLES = 180;
    private static final int INTERVAL_SECONDS = 5;

    /** What the fleet does: busy = at its target; saturated = every pool full; idle = no request. */
    @Param({"busy", "saturated", "idle"})
    public String fleet;

    @Param("1000")
    public int nodes;

    private PlannerState planner;
    private Instant now = Instant.parse("2026-11-23T00:00:00Z");

    @Setup
    public void fill() {
        planner = PlannerState.recovering(SHOP, "m1", new Token(1, "m1@aa"), Optional.empty(), now);
        Policy policy = Policies.large(nodes);
        planner = planner.directive(now, Optional.of(policy), "shop#1", Optional.empty())
                .next();
        SplittableRandom random = new SplittableRandom(7);
        for (int agent = 0; agent < AGENTS; agent++) {
            List<InstanceView> instances = new ArrayList<>();
            for (int i = agent; i < nodes; i += AGENTS) {
                instances.add(new InstanceView(id(i), InstanceState.READY, 9_000 + i, 1_000 + i, ""));
                planner = planner.connected(now, id(i), "host-" + agent, "17.0.15 G1 pid 1", capabilities(), inForce())
                        .next();
            }
            planner = planner.instances(
                            now, "host-" + agent, Token.NONE, 0, instances.size(), 2 * instances.size(), instances)
                    .next();
        }
        for (int sample = 0; sample < SAMPLES; sample++) {
            now = now.plusSeconds(INTERVAL_SECONDS);
            for (int i = 0; i < nodes; i++) {
                planner = planner.observed(now, id(i), sample(random)).next();
            }
        }
        for (int warm = 0; warm < 3; warm++) { // what is told once is told, what is started is started
            planner = planner.tick(now).next();
        }
    }

    @Benchmark
    public Step<PlannerState, Effect> tick() {
        return planner.tick(now);
    }

    private static NodeId id(int i) {
        return new NodeId("shop-" + i);
    }

    private static List<Capability> capabilities() {
        return List.of(
                new Capability(Knobs.TOMCAT_MAX_THREADS, 16, 1, 200, "threads", true, ""),
                new Capability(Knobs.MIN_HEAP_FREE_RATIO, 40, 0, 100, "percent", true, ""),
                new Capability(Knobs.MAX_HEAP_FREE_RATIO, 70, 0, 100, "percent", true, ""),
                new Capability(Knobs.GC_RUN, 0, 1, 1, "action", true, ""));
    }

    private static InForce inForce() {
        return new InForce(Token.NONE, 0, List.of(), List.of());
    }

    private Sample sample(SplittableRandom random) {
        double noise = 1 + (random.nextDouble() - 0.5) / 10;
        double busy = fleet.equals("saturated") ? 1 : fleet.equals("idle") ? 0 : 0.6 * noise;
        Map<String, Double> metrics = new HashMap<>();
        for (String metric : Metrics.ALL) {
            metrics.put(metric, noise);
        }
        metrics.put(Metrics.THROUGHPUT, 400 * busy);
        metrics.put(Metrics.LATENCY_P99, 0.1 * noise);
        metrics.put(Metrics.LATENCY_MEAN, 0.02 * noise);
        metrics.put(Metrics.ERROR_RATE, 0.0);
        metrics.put(Metrics.CPU, 0.8 * busy);
        metrics.put(Metrics.HOST_CPU, 0.8 * busy);
        metrics.put(Metrics.TOMCAT_THREADS_MAX, 16.0);
        metrics.put(Metrics.TOMCAT_THREADS_BUSY, 16 * busy);
        metrics.put(Metrics.TOMCAT_QUEUE, busy >= 1 ? 40.0 : 0.0);
        metrics.put(Metrics.ALLOCATION_RATE, 1e5 + 4e7 * busy);
        metrics.put(Metrics.HEAP_COMMITTED, 500e6);
        metrics.put(Metrics.HEAP_LIVE, 100e6 * noise);
        metrics.put(Metrics.GC_COUNT, busy > 0 ? 1.0 : 0.0);
        metrics.put(Metrics.RSS, 600e6);
        metrics.put(Metrics.READY, 1.0);
        return new Sample(now, metrics);
    }
}
