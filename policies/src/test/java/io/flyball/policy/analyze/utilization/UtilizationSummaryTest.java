package io.flyball.policy.analyze.utilization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.Sample;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UtilizationSummaryTest {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void relatesWhatIsUsedToWhatThereIs() {
        List<Sample> samples = IntStream.of(100, 120, 110)
                .mapToObj(used -> new Sample(
                        START.plusSeconds(used), Map.of(Metrics.HEAP_USED, used * 1e6, Metrics.HEAP_MAX, 200e6)))
                .toList();
        ResourceUse heap = only(samples);
        assertThat(heap.resource()).isEqualTo("heap");
        assertThat(heap.mean()).isCloseTo(0.55, within(1e-9));
        assertThat(heap.max()).isCloseTo(0.6, within(1e-9));
        assertThat(heap.trendPerHour()).as("three samples show none").isZero();
    }

    @Test
    void tellsATrendPerHour() {
        List<Sample> samples = IntStream.rangeClosed(0, 600)
                .mapToObj(i -> new Sample(START.plusSeconds(6L * i), Map.of(Metrics.CPU, 0.2 + 0.1 * i / 600)))
                .toList();
        ResourceUse cpu = only(samples);
        assertThat(cpu.trendPerHour()).isCloseTo(0.1, within(0.002));
        assertThat(cpu.sentence()).contains("mean 25 %").contains("rises by 10").contains("points per hour");
    }

    @Test
    void countsPoolsOfTheServiceAndLeavesOutWhatIsNotThere() {
        List<Sample> samples = List.of(
                new Sample(START, Map.of("app.orders.size", 4.0, "app.orders.busy", 3.0)),
                new Sample(START.plusSeconds(5), Map.of("app.orders.size", 0.0, "app.orders.busy", 3.0)));
        assertThat(only(samples).resource()).isEqualTo("app.orders threads");
        assertThat(only(samples).samples()).isEqualTo(1);
        assertThat(UtilizationSummary.of(List.of())).isEmpty();
    }

    private static ResourceUse only(List<Sample> samples) {
        List<ResourceUse> found = UtilizationSummary.of(samples);
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
