package io.flyball.policy.scale;

import io.flyball.policy.document.ScalingRule.Combine;
import io.flyball.policy.document.ScalingRule.Total;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One value for the whole service, read through its instances. */
final class TotalProposal {
    private TotalProposal() {}

    /** With parts missing a sum is too small, so it fails; the largest of all stands as soon as one reports it. */
    static Proposal of(Total rule, int current, PodGroups groups, Tolerance tolerance) {
        List<Long> readings = Stream.of(groups.ready(), groups.unready())
                .flatMap(List::stream)
                .filter(pod -> pod.usage().isPresent())
                .map(pod -> pod.usage().getAsLong())
                .toList();
        boolean sums = rule.combine() == Combine.SUM;
        if (readings.isEmpty() || (sums && !groups.missing().isEmpty())) {
            return Proposal.failed("%s: no reading from %d of %d instances"
                    .formatted(
                            rule.metric(), groups.missing().size(), groups.all().size()));
        }
        List<Long> values = new ArrayList<>(readings);
        if (!sums) {
            values = List.of(readings.stream().mapToLong(Long::longValue).max().orElse(0));
        }
        long target = Math.round(rule.target() * InstanceReading.THOUSANDTHS);
        Sizing sizing = rule.perInstance()
                ? TotalReplicas.perInstance(current, target, values, tolerance)
                : TotalReplicas.value(current, target, values, groups.all(), tolerance);
        String total =
                Numbers.show(values.stream().mapToDouble(Long::doubleValue).sum() / InstanceReading.THOUSANDTHS);
        return Proposal.of(
                rule.metric(),
                "%s in all, target %s%s"
                        .formatted(total, Numbers.show(rule.target()), rule.perInstance() ? " per instance" : ""),
                sizing);
    }
}
