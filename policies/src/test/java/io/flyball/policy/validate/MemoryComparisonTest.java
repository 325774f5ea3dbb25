package io.flyball.policy.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.OptimizationFeedback;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryComparisonTest {
    private static final Instant START = Instant.parse("2026-11-23T03:00:00Z");

    @Test
    void memoryThatWentBackPasses() {
        OptimizationFeedback feedback = judge(node(1113e6, 195e6, 0));
        assertThat(feedback.verdict()).isEqualTo(Verdict.PASS);
        assertThat(feedback.costImpact()).isCloseTo(0.82, offset(0.01));
        assertThat(feedback.reasons()).contains("rss 1113 -> 195 MB (-82%)");
    }

    @Test
    void whatItMeantForRequestsIsSaidToo() {
        List<Sample> before = new ArrayList<>();
        List<Sample> after = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Map<String, Double> served = Map.of(Metrics.RSS, 1e9, Metrics.THROUGHPUT, 100.0, Metrics.ERROR_RATE, 0.0);
            before.add(new Sample(START.plusSeconds(i), served));
            served = Map.of(Metrics.RSS, 5e8, Metrics.THROUGHPUT, 90.0, Metrics.ERROR_RATE, 0.01);
            after.add(new Sample(START.plusSeconds(8 + i), served));
        }
        OptimizationFeedback feedback = judge(new NodeSamples("a", before, after));
        assertThat(feedback.performanceImpact()).isCloseTo(-0.1, offset(1e-9));
        assertThat(feedback.costImpact()).isCloseTo(0.5, offset(1e-9));
        assertThat(feedback.reliabilityImpact()).isCloseTo(-0.01, offset(1e-9));
    }

    @Test
    void memoryThatStayedIsNotProven() {
        assertThat(judge(node(1113e6, 1050e6, 0)).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void aCollectorThatSpinsFails() {
        assertThat(judge(node(1113e6, 195e6, 0.4)).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void tooLittleDataIsNotAPass() {
        assertThat(judge(new NodeSamples("a", List.of(), List.of())).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    private static OptimizationFeedback judge(NodeSamples node) {
        return MemoryComparison.judge(List.of(node), 6, List.of());
    }

    private static NodeSamples node(double before, double after, double gcTime) {
        List<Sample> first = new ArrayList<>();
        List<Sample> second = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            first.add(new Sample(START.plusSeconds(i), Map.of(Metrics.RSS, before, Metrics.GC_TIME, 0.0)));
            second.add(new Sample(START.plusSeconds(8 + i), Map.of(Metrics.RSS, after, Metrics.GC_TIME, gcTime)));
        }
        return new NodeSamples("a", first, second);
    }
}
