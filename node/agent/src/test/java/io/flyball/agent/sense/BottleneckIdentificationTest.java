package io.flyball.agent.sense;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.agent.jvm.JvmConnection;
import io.flyball.agent.jvm.JvmFacts;
import io.flyball.agent.testing.Downstream;
import io.flyball.agent.testing.Fault;
import io.flyball.agent.testing.Load;
import io.flyball.agent.testing.TargetJvm;
import io.flyball.policy.analyze.bottleneck.Bottleneck;
import io.flyball.policy.analyze.bottleneck.Bottlenecks;
import io.flyball.policy.analyze.bottleneck.Diagnosis;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.ServiceName;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Eight faults in a real JVM, one after the other, each read by the agent's own readers: what is wrong must be named
 * first. One of eight may be missed, since the host is shared.
 */
class BottleneckIdentificationTest {
    private static final int HEAP_MEGABYTES = 112;
    private static final int NEIGHBOURS = 16;
    private static final long WARM_UP_MILLIS = 4_000;
    private static final long INTERVAL_MILLIS = 500;
    private static final int SAMPLES = 24;
    private static final int LEAST_RIGHT = 7;

    private static final Map<Fault, Bottleneck> EXPECTED = new EnumMap<>(Map.of(
            Fault.PROCESSOR, Bottleneck.CPU_SATURATION,
            Fault.NEIGHBOUR, Bottleneck.RUN_QUEUE,
            Fault.WORKERS, Bottleneck.THREAD_POOL_EXHAUSTION,
            Fault.LOCK, Bottleneck.LOCK_CONTENTION,
            Fault.CONNECTIONS, Bottleneck.CONNECTION_POOL_WAIT,
            Fault.GARBAGE, Bottleneck.GC_PRESSURE,
            Fault.LEAK, Bottleneck.MEMORY_LEAK,
            Fault.DOWNSTREAM, Bottleneck.DOWNSTREAM_LATENCY));

    @Test
    void namesTheInjectedCauseFirstWithItsEvidence() throws Exception {
        List<String> table = new ArrayList<>();
        int right = 0;
        for (Map.Entry<Fault, Bottleneck> injected : EXPECTED.entrySet()) {
            Diagnosis diagnosis = diagnose(injected.getKey());
            boolean found = diagnosis.first().equals(Optional.of(injected.getValue()));
            right += found ? 1 : 0;
            table.add((found ? "right " : "WRONG ") + injected.getKey() + " " + diagnosis.answer());
            table.addAll(diagnosis.lines());
            if (found) {
                assertThat(diagnosis.causes().get(0).evidence()).hasSizeGreaterThanOrEqualTo(2);
            }
        }
        System.out.println(String.join(System.lineSeparator(), table));
        assertThat(right).as(String.join(System.lineSeparator(), table)).isGreaterThanOrEqualTo(LEAST_RIGHT);
    }

    /** On a host that others fill, the run queue may rightly be named, and nothing else. */
    @Test
    void saysThatNothingLimitsAHealthyService() throws Exception {
        Diagnosis diagnosis = diagnose(Fault.NONE);
        System.out.println(String.join(System.lineSeparator(), diagnosis.lines()));
        assertThat(diagnosis.first().filter(cause -> cause != Bottleneck.RUN_QUEUE))
                .as(diagnosis.lines().toString())
                .isEmpty();
        assertThat(diagnosis.answer()).isNotEqualTo(Diagnosis.Answer.NOT_ENOUGH_DATA);
    }

    private static Diagnosis diagnose(Fault fault) throws Exception {
        int neighbours = fault == Fault.NEIGHBOUR ? NEIGHBOURS : 0;
        try (var downstream = new Downstream();
                var target = TargetJvm.start(fault, downstream.port(), HEAP_MEGABYTES);
                var load = new Load(target, "/", fault.clients());
                var others = TargetJvm.neighbours(neighbours)) {
            assertThat(load).isNotNull();
            assertThat(others).isNotNull();
            return Bottlenecks.identify(watch(target.pid()));
        }
    }

    private static List<Sample> watch(long pid) throws Exception {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try (JvmConnection jvm = JvmConnection.open(pid)) {
            var name = new NodeName(
                    new ServiceName("faulty"),
                    new NodeId("faulty-1"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            var poll = new Poll(jvm, JvmFacts.of(pid, jvm), name);
            List<Sample> samples = new ArrayList<>();
            var done = new CountDownLatch(SAMPLES);
            clock.scheduleAtFixedRate(
                    () -> read(poll, samples, done), WARM_UP_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
            assertThat(done.await(2, TimeUnit.MINUTES)).isTrue();
            return List.copyOf(samples.subList(0, SAMPLES));
        } finally {
            clock.shutdownNow();
            clock.awaitTermination(10, TimeUnit.SECONDS);
        }
    }

    private static void read(Poll poll, List<Sample> samples, CountDownLatch done) {
        try {
            samples.add(poll.read(Instant.now()));
        } catch (IOException e) {
            samples.add(new Sample(Instant.now(), Map.of())); // a reading that timed out on a full host
        }
        done.countDown();
    }
}
