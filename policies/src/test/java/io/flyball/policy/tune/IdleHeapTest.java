package io.flyball.policy.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.document.MemoryOptimization;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.Setting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdleHeapTest {
    private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final MemoryOptimization config = new MemoryOptimization(true, Duration.ofSeconds(10), 20e6, 60);
    private final List<Capability> g1 = List.of(
            new Capability(Knobs.MIN_HEAP_FREE_RATIO, 40, 0, 100, "percent", true, ""),
            new Capability(Knobs.MAX_HEAP_FREE_RATIO, 70, 0, 100, "percent", true, ""),
            new Capability(Knobs.GC_RUN, 0, 1, 1, "action", true, ""),
            new Capability(Knobs.SOFT_MAX_HEAP_SIZE, 0, 0, 0, "bytes", false, "G1 ignores it"));

    @Test
    void givesBackTheHeapOfAnIdleG1() {
        Advice advice = advise("17.0.15 G1 pid 1", g1, samples(12, 5, 1e6, 1350e6, 100e6));
        assertThat(advice.settings())
                .containsExactly(
                        new Setting(Knobs.MIN_HEAP_FREE_RATIO, 10),
                        new Setting(Knobs.MAX_HEAP_FREE_RATIO, 20),
                        new Setting(Knobs.GC_RUN, 1));
        assertThat(advice.reasons())
                .containsExactly(
                        "idle for 10 s: 5 req/s, 1.0 MB/s allocated",
                        "heap committed 1350 MB, in use after collection 100 MB: 13.5 times");
    }

    @Test
    void restoresInTheOrderThatKeepsTheRatiosConsistent() {
        List<Setting> given =
                advise("17 G1", g1, samples(12, 5, 1e6, 1350e6, 100e6)).settings();
        assertThat(IdleHeap.originals(given, g1))
                .containsExactly(
                        new Setting(Knobs.MAX_HEAP_FREE_RATIO, 70), new Setting(Knobs.MIN_HEAP_FREE_RATIO, 40));
    }

    @Test
    void knowsTheDefaultsWhenTheProbeAlreadyShowsTheTightValues() {
        List<Capability> tight = List.of(
                new Capability(Knobs.MIN_HEAP_FREE_RATIO, 10, 0, 100, "percent", true, ""),
                new Capability(Knobs.MAX_HEAP_FREE_RATIO, 20, 0, 100, "percent", true, ""));
        List<Setting> given =
                List.of(new Setting(Knobs.MIN_HEAP_FREE_RATIO, 10), new Setting(Knobs.MAX_HEAP_FREE_RATIO, 20));
        assertThat(IdleHeap.isGivenBack(given)).isTrue();
        assertThat(IdleHeap.originals(given, tight))
                .containsExactly(
                        new Setting(Knobs.MAX_HEAP_FREE_RATIO, 70), new Setting(Knobs.MIN_HEAP_FREE_RATIO, 40));
    }

    @Test
    void keepsTheSoftMaximumAboveTheLiveSet() {
        List<Capability> soft = List.of(new Capability(
                Knobs.SOFT_MAX_HEAP_SIZE, 2_000_000_000L, 64_000_000L, 2_000_000_000L, "bytes", true, ""));
        assertThat(advise("17 ZGC pid 1", soft, samples(12, 5, 1e6, 900e6, 100e6))
                        .settings())
                .containsExactly(new Setting(Knobs.SOFT_MAX_HEAP_SIZE, 150_000_000));
        assertThat(advise("17 Shenandoah pid 1", soft, samples(12, 5, 1e6, 900e6, 100e6))
                        .settings())
                .containsExactly(new Setting(Knobs.SOFT_MAX_HEAP_SIZE, 200_000_000));
    }

    @Test
    void leavesABusyATightAndAnUnreadableHeapAlone() {
        assertThat(advise("17 G1", g1, samples(12, 61, 1e6, 1350e6, 100e6)).isChange())
                .isFalse();
        assertThat(advise("17 G1", g1, samples(12, 5, 21e6, 1350e6, 100e6)).isChange())
                .isFalse();
        assertThat(advise("17 G1", g1, samples(12, 5, 1e6, 149e6, 100e6)).isChange())
                .isFalse();
        assertThat(advise("17 Parallel", List.of(), samples(12, 5, 1e6, 1350e6, 100e6))
                        .topic())
                .isEqualTo("heap-no-capability");
    }

    @Test
    void collectsToLearnWhatIsLiveWhenTheLastCollectionWasUnderLoad() {
        List<Sample> fall = new ArrayList<>(samples(12, 5, 1e6, 280e6, 220e6));
        fall.add(0, sample(NOW.minusSeconds(12), 300, 60e6, 280e6, 220e6));
        Advice advice = advise("17 G1", g1, fall);
        assertThat(advice.isChange()).isTrue();
        assertThat(advice.reasons()).contains("the last collection was under load: another one tells what is live now");
        fall.set(6, collected(fall.get(6)));
        assertThat(advise("17 G1", g1, fall).isChange()).isFalse();
    }

    @Test
    void collectsToLearnWhatIsLiveWhenTheLastCollectionIsLongAgo() {
        List<Sample> quiet = new ArrayList<>(samples(33, 5, 1e6, 280e6, 220e6));
        assertThat(advise("17 G1", g1, quiet).isChange()).isTrue();
        quiet.set(10, collected(quiet.get(10)));
        assertThat(advise("17 G1", g1, quiet).isChange()).isFalse();
    }

    private static Sample collected(Sample sample) {
        Map<String, Double> values = new HashMap<>(sample.values());
        values.put(Metrics.GC_COUNT, 1.0);
        return new Sample(sample.at(), values);
    }

    @Test
    void silenceIsNotIdleness() {
        assertThat(advise("17 G1", g1, List.of()).isChange()).isFalse();
        assertThat(advise("17 G1", g1, samples(4, 5, 1e6, 1350e6, 100e6)).isChange())
                .isFalse();
        List<Sample> unmeasured = new ArrayList<>();
        samples(12, 5, 1e6, 1350e6, 100e6).forEach(sample -> {
            Map<String, Double> values = new HashMap<>(sample.values());
            values.remove(Metrics.ALLOCATION_RATE);
            unmeasured.add(new Sample(sample.at(), values));
        });
        assertThat(advise("17 G1", g1, unmeasured).isChange()).isFalse();
    }

    @Test
    void oneSampleOfLoadIsEnough() {
        assertThat(IdleHeap.load(sample(NOW, 60, 0, 1, 1), config)).contains("throughput 60 req/s is not below 60");
        assertThat(IdleHeap.load(sample(NOW, 0, 20e6, 1, 1), config)).isPresent();
        assertThat(IdleHeap.load(sample(NOW, 59, 19e6, 1, 1), config)).isEmpty();
    }

    @Test
    void seesTheLoadOfTheServiceRiseBeforeTheThreshold() {
        assertThat(IdleHeap.rising(20, 40, config)).contains("load of the service rises: 20 -> 40 req/s per node");
        assertThat(IdleHeap.rising(20, 29, config)).isEmpty();
        assertThat(IdleHeap.rising(2, 10, config)).isEmpty();
    }

    private Advice advise(String jvm, List<Capability> capabilities, List<Sample> samples) {
        return IdleHeap.advise(NOW, jvm, capabilities, samples, SECOND, config);
    }

    private static List<Sample> samples(
            int count, double throughput, double allocation, double committed, double live) {
        List<Sample> samples = new ArrayList<>();
        for (int i = count - 1; i >= 0; i--) {
            samples.add(sample(NOW.minusSeconds(i), throughput, allocation, committed, live));
        }
        return samples;
    }

    private static Sample sample(Instant at, double throughput, double allocation, double committed, double live) {
        return new Sample(
                at,
                Map.of(
                        Metrics.THROUGHPUT, throughput,
                        Metrics.ALLOCATION_RATE, allocation,
                        Metrics.HEAP_COMMITTED, committed,
                        Metrics.HEAP_LIVE, live));
    }
}
