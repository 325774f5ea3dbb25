package io.flyball.policy.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.scale.Sizing.Sized;
import io.flyball.policy.scale.Sizing.Unsized;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplicasTest {
    private static final Tolerance TEN_PERCENT = Tolerance.DEFAULT;

    @Test
    void sizesByTheRatioToTheTarget() {
        // 83 % of the request against a target of 60 %: ratio 1.383, ceil(1.383 * 4) = 6
        assertThat(utilization(4, 60, 830, 830, 830, 830)).isEqualTo(6);
    }

    @Test
    void roundsUpSoThatShrinkingIsHarderThanGrowing() {
        // 80 % of the target: ceil(0.8 * 4) = 4
        assertThat(utilization(4, 100, 800, 800, 800, 800)).isEqualTo(4);
    }

    @Test
    void truncatesUtilizationToAWholePercent() {
        // 66.9 % counts as 66 %: ratio 1.1 is within tolerance, 1.115 would not be
        assertThat(utilization(1, 60, 669)).isEqualTo(1);
    }

    @Test
    void toleranceIncludesItsEnds() {
        assertThat(utilization(10, 50, 550, 550)).isEqualTo(10);
        assertThat(utilization(10, 100, 900, 900)).isEqualTo(10);
    }

    @Test
    void missingInstancesCountAsIdleWhenGrowing() {
        // two at 90 %, target 50 %, one missing: (900+900+0)/3000 = 60 %, 1.2 * 3 = 4 instead of ceil(1.8 * 2)
        List<PodReading> pods =
                List.of(PodReading.of("a", 900, 1000), PodReading.of("b", 900, 1000), PodReading.missing("c", 1000));
        assertThat(utilization(3, 50, pods).replicas()).isEqualTo(4);
    }

    @Test
    void missingInstancesCountAsFullyUsedWhenShrinking() {
        // 10 % and a missing one at 100 %: 55 % of target 50 %, within tolerance: keep
        List<PodReading> pods = List.of(PodReading.of("a", 100, 1000), PodReading.missing("b", 1000));
        assertThat(utilization(2, 50, pods).replicas()).isEqualTo(2);
    }

    @Test
    void unreadyInstancesDampGrowthAndMayHoldIt() {
        // 70 % against 60 % would grow to 2; with an unready one 35 %: the direction reverses, keep
        List<PodReading> pods = List.of(PodReading.of("a", 700, 1000), PodReading.unready("b", 1000));
        Sized sized = utilization(2, 60, pods);
        assertThat(sized.replicas()).isEqualTo(2);
        assertThat(sized.notes())
                .containsExactly("1 not yet ready counted as idle", "with them the direction reverses, so keep");
    }

    @Test
    void unreadyInstancesAreLeftOutWhenShrinking() {
        List<PodReading> pods =
                List.of(PodReading.of("a", 100, 1000), PodReading.of("b", 100, 1000), PodReading.unready("c", 1000));
        assertThat(utilization(3, 50, pods).replicas()).isEqualTo(1);
    }

    @Test
    void averagesAreTruncatedMeansPerInstance() {
        // 500 and 301 per instance, target 200: mean 400, ratio 2, ceil(2 * 2) = 4
        List<PodReading> pods = List.of(PodReading.of("a", 500_000, 0), PodReading.of("b", 301_000, 0));
        Sized sized = average(2, 200_000, pods);
        assertThat(sized.mean()).isEqualTo(400_500);
        assertThat(sized.replicas()).isEqualTo(5);
    }

    @Test
    void nothingMeasuredIsNoProposal() {
        assertThat(Replicas.average(2, 200, groups(List.of()), TEN_PERCENT)).isInstanceOf(Unsized.class);
        assertThat(Replicas.utilization(2, 50, groups(List.of(PodReading.missing("a", 1000))), TEN_PERCENT))
                .isEqualTo(new Unsized(Sizing.Cause.NO_READINGS, "no reading from any of 1 instances"));
        assertThat(Replicas.utilization(2, 50, groups(List.of(PodReading.of("a", 100, 0))), TEN_PERCENT))
                .isInstanceOf(Unsized.class);
        assertThat(Replicas.average(2, 0, groups(List.of(PodReading.of("a", 100, 0))), TEN_PERCENT))
                .isEqualTo(new Unsized(Sizing.Cause.BAD_TARGET, "target = 0: must be above 0"));
    }

    @Test
    void sumsBeyondALongAreExact() {
        long huge = Long.MAX_VALUE / 2 + 1;
        List<PodReading> pods = List.of(PodReading.of("a", huge, huge), PodReading.of("b", huge, huge));
        assertThat(average(2, huge, pods).raw()).isEqualTo(huge);
        assertThat(utilization(2, 100, pods).mean()).isEqualTo(100);
        assertThat(average(2, 1, pods).replicas()).isEqualTo(Integer.MAX_VALUE);
    }

    private static int utilization(int current, long target, long... usages) {
        List<PodReading> pods = Arrays.stream(usages)
                .mapToObj(usage -> PodReading.of("p", usage, 1000))
                .toList();
        return utilization(current, target, pods).replicas();
    }

    private static Sized utilization(int current, long target, List<PodReading> pods) {
        return (Sized) Replicas.utilization(current, target, groups(pods), TEN_PERCENT);
    }

    private static Sized average(int current, long target, List<PodReading> pods) {
        return (Sized) Replicas.average(current, target, groups(pods), TEN_PERCENT);
    }

    private static PodGroups groups(List<PodReading> pods) {
        return PodGroups.of(Instant.EPOCH, pods, Readiness.IGNORED);
    }
}
