package io.flyball.policy.scale;

import io.flyball.policy.document.ScalingRule;
import io.flyball.policy.scale.Sizing.Sized;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Turns a rule of the policy and what the instances measured into a proposal in words. */
public final class InstanceRules {
    private InstanceRules() {}

    public static Proposal propose(
            ScalingRule rule, int current, List<InstanceReading> instances, Tolerance tolerance) {
        double request = rule instanceof ScalingRule.Resource resource
                ? resource.request().orElse(1)
                : 1;
        List<PodReading> pods =
                instances.stream().map(instance -> instance.pod(request)).toList();
        PodGroups groups = PodGroups.of(Instant.EPOCH, pods, Readiness.IGNORED); // ready is what the caller says it is
        if (rule instanceof ScalingRule.Resource resource) {
            long target = Math.round(resource.target() * 100);
            Sizing sizing = Replicas.utilization(current, target, groups, tolerance);
            return Proposal.of(resource.metric(), "mean " + mean(sizing, 1) + "%, target " + target + "%", sizing);
        }
        if (!(rule instanceof ScalingRule.Load load)) {
            return Proposal.failed(rule.kind() + ": cannot be decided from the readings of instances alone");
        }
        double perInstance = load.perInstance();
        long target = Math.round(perInstance * InstanceReading.THOUSANDTHS);
        Sizing sizing = Replicas.average(current, target, groups, tolerance);
        String numbers = "mean %s per instance, target %s"
                .formatted(mean(sizing, InstanceReading.THOUSANDTHS), show(perInstance));
        return Proposal.of(load.metric(), numbers, sizing);
    }

    private static String mean(Sizing sizing, double unit) {
        return sizing instanceof Sized sized ? show(sized.mean() / unit) : "unknown";
    }

    private static String show(double value) {
        return Math.abs(value) >= 10_000_000
                ? String.format(Locale.ROOT, "%.0fM", value / 1e6)
                : value == Math.rint(value)
                        ? String.format(Locale.ROOT, "%.0f", value)
                        : String.format(Locale.ROOT, "%.1f", value);
    }
}
