package io.flyball.policy.tune.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.document.MemoryOptimization;
import io.flyball.policy.document.MemoryOptimization.HeapBounds;
import io.flyball.policy.tune.Wild;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LaunchAdviceTest {
    private static final double GIB = 1024.0 * 1024 * 1024;
    private static final List<RestartPlan.Candidate> NODES = List.of(
            new RestartPlan.Candidate("n-1", 80),
            new RestartPlan.Candidate("n-2", 20),
            new RestartPlan.Candidate("n-3", Double.NaN));

    private static final MemoryOptimization CONFIG = new MemoryOptimization(
            false,
            Duration.ofMinutes(5),
            5e6,
            1,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new MemoryOptimization.LaunchAdvice(true, true, true));

    private double maxHeap = 2 * GIB;
    private double live = 0.2 * GIB;
    private double container = Double.NaN;
    private double pause = 0.02;
    private double cores = 1;
    private double strings = Double.NaN;
    private Jvm jvm = new Jvm(25, Jvm.Collector.G1);
    private Set<String> proven = Set.of();

    @Test
    void aSmallerHeapIsAPlanWithItsWhyItsEffectAndItsOrder() {
        RestartPlan plan = LaunchAdvice.advise(facts(), CONFIG, NODES);
        assertThat(plan.changes()).hasSize(1);
        assertThat(plan.changes().get(0).flag()).isEqualTo("-Xmx");
        assertThat(plan.changes().get(0).wanted()).isEqualTo(String.valueOf((long) (0.2 * GIB * 3)));
        assertThat(plan.order()).containsExactly("n-2", "n-1", "n-3");
        assertThat(plan.reasons()).contains("n-2 first, as a trial; then the other 2, one after another");
    }

    @Test
    void theContainerLimitsTheHeap() {
        live = 100e6;
        maxHeap = 800e6;
        container = 1.25 * GIB;
        FlagChange change = change("-Xmx").orElseThrow();
        assertThat(change.wanted()).isEqualTo("300000000");
        container = GIB;
        live = 200e6;
        assertThat(change("-Xmx").orElseThrow().why()).contains("of which the container leaves");
    }

    @Test
    void aContainerThatIsTooSmallIsSaidNotPlanned() {
        live = 500e6;
        container = GIB;
        assertThat(change("-Xmx")).isEmpty();
        assertThat(LaunchAdvice.advise(facts(), CONFIG, NODES).reasons())
                .anyMatch(reason -> reason.contains("too small"));
    }

    @Test
    void staysBelowTheEdgeOfCompressedReferences() {
        live = 11 * GIB;
        maxHeap = 33 * GIB;
        FlagChange change = change("-Xmx").orElseThrow();
        assertThat(Long.parseLong(change.wanted())).isEqualTo((long) (31 * GIB));
        assertThat(change.why()).contains("below 32 GiB");
    }

    @Test
    void aConcurrentCollectorOnlyWherePausesHurtProcessorsAreFreeAndItWasProven() {
        pause = 0.15;
        assertThat(change("-XX:UseZGC")).isEmpty();
        proven = Set.of("UseZGC", "UseShenandoahGC");
        assertThat(change("-XX:UseZGC").orElseThrow().why())
                .isEqualTo("pauses of 150 ms at p99 take more than half of the 250 ms objective");
        jvm = new Jvm(17, Jvm.Collector.G1);
        assertThat(change("-XX:UseShenandoahGC")).isPresent();
        cores = 3.5;
        assertThat(change("-XX:UseShenandoahGC")).isEmpty();
        cores = Double.NaN;
        assertThat(change("-XX:UseShenandoahGC")).isEmpty();
    }

    @Test
    void compressionOnlyWhereItWasProven() {
        strings = 0.4;
        assertThat(change("-XX:UseStringDeduplication")).isEmpty();
        proven = Set.of("UseStringDeduplication", "UseCompactObjectHeaders");
        assertThat(change("-XX:UseStringDeduplication").orElseThrow().effect()).startsWith("34 MB less live");
        assertThat(change("-XX:UseCompactObjectHeaders")).isPresent();
        jvm = new Jvm(17, Jvm.Collector.G1);
        assertThat(change("-XX:UseCompactObjectHeaders")).isEmpty();
    }

    @Test
    void readsVersionAndCollectorFromWhatTheAgentSays() {
        assertThat(Jvm.of("17.0.15 G1 pid 4711")).contains(new Jvm(17, Jvm.Collector.G1));
        assertThat(Jvm.of("25 ZGC pid 1")).contains(new Jvm(25, Jvm.Collector.Z));
        assertThat(Jvm.of("OpenJ9 pid 4711")).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.policy.Seeds#all")
    void everyChangeHasItsWhyAndEveryHeapItsBounds(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        HeapBounds bounds = new HeapBounds(64L << 20, 8L << 30, 64L << 20, 1.5);
        MemoryOptimization config = new MemoryOptimization(
                false,
                Duration.ofMinutes(5),
                5e6,
                1,
                Optional.of(bounds),
                Optional.empty(),
                Optional.empty(),
                new MemoryOptimization.LaunchAdvice(true, true, true));
        for (int i = 0; i < 100; i++) {
            LaunchFacts facts = new LaunchFacts(
                    new Jvm(random.nextInt(17, 27), Jvm.Collector.values()[random.nextInt(5)]),
                    Map.of(),
                    Set.of("UseZGC", "UseG1GC", "UseCompactObjectHeaders", "ActiveProcessorCount"),
                    Wild.number(random, 20e9),
                    Wild.number(random, 5e9),
                    Wild.number(random, 8),
                    Wild.number(random, 8),
                    Wild.number(random, 1),
                    Wild.number(random, 1),
                    Wild.number(random, 1),
                    Wild.number(random, 20e9),
                    random.nextLong(),
                    random.nextLong(),
                    Wild.number(random, 1));
            RestartPlan plan = LaunchAdvice.advise(facts, config, NODES);
            assertThat(plan.reasons()).isNotEmpty();
            for (FlagChange change : plan.changes()) {
                if (change.flag().equals("-Xmx")) {
                    long bytes = Long.parseLong(change.wanted());
                    assertThat(bytes).isLessThanOrEqualTo(bounds.maximum());
                    assertThat((double) bytes).isGreaterThanOrEqualTo(Math.floor(facts.live() * 1.5));
                }
            }
        }
    }

    private Optional<FlagChange> change(String flag) {
        return LaunchAdvice.advise(facts(), CONFIG, NODES).changes().stream()
                .filter(change -> change.flag().equals(flag))
                .findFirst();
    }

    private LaunchFacts facts() {
        return new LaunchFacts(
                jvm, Map.of(), proven, maxHeap, live, 4, cores, 0.01, pause, 0.25, container, 10_000, 250, strings);
    }
}
