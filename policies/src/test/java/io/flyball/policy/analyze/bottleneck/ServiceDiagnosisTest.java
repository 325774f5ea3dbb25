package io.flyball.policy.analyze.bottleneck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flyball.policy.analyze.bottleneck.Diagnosis.Answer;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.Sample;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceDiagnosisTest {
    private static final List<Sample> LOCKED = locked();

    private static List<Sample> locked() {
        Map<String, Double> values = Windows.healthy();
        Windows.threads(values, 0.2, 0.05, 0.7, 0, 0.05);
        return Windows.steady(values);
    }

    private static List<Sample> collecting() {
        Map<String, Double> values = Windows.healthy();
        values.putAll(Map.of(Metrics.GC_TIME, 0.3, Metrics.HEAP_LIVE_RATIO, 0.8));
        return Windows.steady(values);
    }

    @Test
    void theMajorityDecidesAndTheOutlierIsNamed() {
        ServiceDiagnosis service = ServiceDiagnosis.of(Map.of("a-1", LOCKED, "a-2", LOCKED, "a-3", collecting()));
        assertThat(service.first()).contains(Bottleneck.LOCK_CONTENTION);
        assertThat(service.outliers()).containsExactly("a-3");
        assertThat(service.reasons())
                .contains("lock contention on 2 of 3 nodes")
                .anyMatch(reason -> reason.startsWith("differs: a-3: gc pressure"));
        double one = service.nodes().get("a-1").confidence();
        assertThat(service.confidence()).isCloseTo(one * 2 / 3, within(1e-9));
    }

    @Test
    void oneIllNodeDoesNotMakeTheServiceIll() {
        List<Sample> fine = Windows.steady(Windows.healthy());
        ServiceDiagnosis service = ServiceDiagnosis.of(Map.of("a-1", fine, "a-2", LOCKED, "a-3", fine));
        assertThat(service.answer()).isEqualTo(Answer.NOTHING_LIMITS);
        assertThat(service.outliers()).containsExactly("a-2");
        assertThat(service.lines()).contains("a-2:");
    }

    @Test
    void nodesWithoutDataDoNotVote() {
        ServiceDiagnosis service = ServiceDiagnosis.of(Map.of("a-1", LOCKED, "a-2", List.of(), "a-3", List.of()));
        assertThat(service.first()).contains(Bottleneck.LOCK_CONTENTION);
        assertThat(service.reasons()).contains("2 nodes cannot be judged");
        assertThat(ServiceDiagnosis.of(Map.of()).answer()).isEqualTo(Answer.NOT_ENOUGH_DATA);
    }

    @Test
    void readsATableOfMetrics() {
        List<String> header = List.of("time", "node", Metrics.CPU, Metrics.HOST_CPU);
        Map<String, List<Sample>> nodes = MetricRows.samples(
                header,
                List.of(
                        List.of("2026-11-23T10:00:00Z", "a-1", "0.4", ""),
                        List.of("2026-11-23 10:00:05", "a-1", "0.5", "NaN"),
                        List.of("1795428000", "a-2", "x", "0.7"),
                        List.of("1795428000000", "a-2")));
        assertThat(nodes).containsOnlyKeys("a-1", "a-2");
        assertThat(nodes.get("a-1").get(0))
                .isEqualTo(new Sample(Instant.parse("2026-11-23T10:00:00Z"), Map.of(Metrics.CPU, 0.4)));
        assertThat(nodes.get("a-1").get(1).at()).isEqualTo(Instant.parse("2026-11-23T10:00:05Z"));
        assertThat(nodes.get("a-2").get(0).values()).containsOnlyKeys(Metrics.HOST_CPU);
        assertThat(nodes.get("a-2").get(0).at())
                .isEqualTo(nodes.get("a-2").get(1).at());
    }

    @Test
    void refusesATableWithoutTimes() {
        assertThatThrownBy(() -> MetricRows.samples(List.of("cpu"), List.of()))
                .hasMessage("columns = cpu: must contain one of time, timestamp, at");
        assertThatThrownBy(() -> MetricRows.samples(List.of("time"), List.of(List.of("noon"))))
                .hasMessage("row 1, time = 'noon': must be a time, e.g. 2026-11-23T10:00:00Z or seconds since 1970");
    }
}
