package io.flyball.policy.scale;

import io.flyball.policy.document.ScalingRule;
import io.flyball.policy.scale.Replicas.Sized;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Turns a rule of the policy and what the instances measured into a proposal in words. */
public final class InstanceRules {
    private static final double THOUSANDTHS = 1000;

    private InstanceRules() {}

    public static Proposal propose(
            ScalingRule rule, int current, List<InstanceReading> instances, Tolerance tolerance) {
        List<PodReading> pods = instances.stream().map(InstanceRules::pod).toList();
        if (rule instanceof ScalingRule.Resource resource) {
            long target = Math.round(resource.target() * 100);
            Optional<Sized> sized = Replicas.utilization(current, target, pods, tolerance);
            return sized.map(size -> said(rule, size, "mean %d%%, target %d%%".formatted(size.mean(), target)))
                    .orElseGet(() -> failed(rule, instances));
        }
        double perInstance = ((ScalingRule.Load) rule).perInstance(); // the only other kind
        Optional<Sized> sized = Replicas.average(current, Math.round(perInstance * THOUSANDTHS), pods, tolerance);
        return sized.map(size -> said(
                        rule,
                        size,
                        "mean %s per instance, target %s"
                                .formatted(show(size.mean() / THOUSANDTHS), show(perInstance))))
                .orElseGet(() -> failed(rule, instances));
    }

    private static PodReading pod(InstanceReading instance) {
        OptionalLong usage = instance.value().isPresent()
                ? OptionalLong.of(Math.round(instance.value().getAsDouble() * THOUSANDTHS))
                : OptionalLong.empty();
        return new PodReading(instance.name(), usage, (long) THOUSANDTHS, instance.ready());
    }

    private static Proposal said(ScalingRule rule, Sized size, String numbers) {
        String notes = size.notes().isEmpty() ? "" : " (" + String.join("; ", size.notes()) + ")";
        return Proposal.of(size.replicas(), "%s: %s -> %d%s".formatted(rule.metric(), numbers, size.replicas(), notes));
    }

    private static Proposal failed(ScalingRule rule, List<InstanceReading> instances) {
        return Proposal.failed("%s: no reading from any of %d instances".formatted(rule.metric(), instances.size()));
    }

    private static String show(double value) {
        return Math.abs(value) >= 10_000_000
                ? String.format(Locale.ROOT, "%.0fM", value / 1e6)
                : value == Math.rint(value)
                        ? String.format(Locale.ROOT, "%.0f", value)
                        : String.format(Locale.ROOT, "%.1f", value);
    }
}
