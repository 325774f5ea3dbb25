package io.flyball.policy.scale;

import io.flyball.policy.document.ScalingRule;
import io.flyball.policy.document.ScalingRule.Cost;
import io.flyball.policy.document.ScalingRule.Headroom;
import io.flyball.policy.document.ScalingRule.LearnedLoad;
import io.flyball.policy.document.ScalingRule.Load;
import io.flyball.policy.document.ScalingRule.Measured;
import io.flyball.policy.document.ScalingRule.Predictive;
import io.flyball.policy.document.ScalingRule.Resource;
import io.flyball.policy.document.ScalingRule.Schedule;
import io.flyball.policy.document.ScalingRule.Total;
import io.flyball.policy.scale.Sizing.Sized;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Turns the rules of the policy and what was measured, learned and forecast into proposals in words. */
public final class InstanceRules {
    private InstanceRules() {}

    /** One proposal per rule, in their order; prices come last, since they judge what the others want. */
    public static List<Proposal> propose(RuleInputs inputs) {
        List<Proposal> proposals = new ArrayList<>();
        for (ScalingRule rule : inputs.config().rules()) {
            if (!(rule instanceof Cost)) {
                proposals.add(propose(rule, inputs));
            }
        }
        return withCosts(proposals, inputs);
    }

    /** {@code proposals} of the other rules, and those of the prices. */
    public static List<Proposal> withCosts(List<Proposal> proposals, RuleInputs inputs) {
        List<Proposal> all = new ArrayList<>(proposals);
        for (ScalingRule rule : inputs.config().rules()) {
            if (rule instanceof Cost cost) {
                all.add(CostProposal.of(cost, inputs.current(), proposals, inputs.disruption()));
            }
        }
        return all;
    }

    /** The proposal of one rule; of a price, as if no other rule wanted anything. */
    public static Proposal propose(ScalingRule rule, RuleInputs inputs) {
        if (rule instanceof Schedule schedule) {
            boolean isAlone = inputs.config().rules().stream().noneMatch(Measured.class::isInstance);
            return ScheduleProposal.of(schedule, inputs.now(), isAlone);
        }
        if (rule instanceof Predictive predictive) {
            double perInstance = perInstance(predictive, inputs);
            return PredictiveProposal.of(
                    predictive, inputs.expected().apply(predictive), perInstance, inputs.current());
        }
        if (rule instanceof Headroom headroom) {
            return HeadroomProposal.of(headroom, inputs.rising().apply(headroom));
        }
        if (rule instanceof LearnedLoad learned) {
            return LoadProposal.learned(
                    learned,
                    inputs.capacity().apply(learned),
                    inputs.current(),
                    inputs.groups(learned, 1),
                    inputs.tolerance());
        }
        return rule instanceof Measured measured
                ? propose(measured, inputs.current(), inputs.readings().apply(measured), inputs.tolerance())
                : CostProposal.of((Cost) rule, inputs.current(), List.of(), inputs.disruption());
    }

    /** The proposal of a rule that needs nothing but readings. */
    public static Proposal propose(
            ScalingRule rule, int current, List<InstanceReading> instances, Tolerance tolerance) {
        double request = rule instanceof Resource resource ? resource.request().orElse(1) : 1;
        OptionalLong each = InstanceReading.thousandths(request);
        List<PodReading> pods =
                instances.stream().map(instance -> instance.pod(each)).toList();
        PodGroups groups = PodGroups.of(Instant.EPOCH, pods, Readiness.IGNORED); // ready is what the caller says it is
        if (rule instanceof Resource resource) {
            return utilization(resource, current, groups, tolerance);
        }
        if (rule instanceof Load load) {
            return LoadProposal.given(load.metric(), load.perInstance(), current, groups, tolerance);
        }
        return rule instanceof Total total
                ? TotalProposal.of(total, current, groups, tolerance)
                : Proposal.failed(rule.kind() + ": cannot be decided from the readings of instances alone");
    }

    private static Proposal utilization(Resource rule, int current, PodGroups groups, Tolerance tolerance) {
        long target = Math.round(rule.target() * 100);
        Sizing sizing = Replicas.utilization(current, target, groups, tolerance);
        String mean = sizing instanceof Sized sized ? String.valueOf(sized.mean()) : "unknown";
        return Proposal.of(rule.metric(), "mean " + mean + "%, target " + target + "%", sizing);
    }

    /** What the rule of the same metric plans one instance with; NaN when that is not known. */
    private static double perInstance(Predictive predictive, RuleInputs inputs) {
        for (ScalingRule rule : inputs.config().rules()) {
            if (rule instanceof Load load && load.metric().equals(predictive.metric())) {
                return load.perInstance();
            }
            if (rule instanceof LearnedLoad learned && learned.metric().equals(predictive.metric())) {
                return LoadProposal.perInstance(learned, inputs.capacity().apply(learned))
                        .orElse(Double.NaN);
            }
        }
        for (ScalingRule rule : inputs.config().rules()) {
            if (rule instanceof Resource resource && resource.metric().equals(predictive.metric())) {
                return resource.target() * resource.request().orElse(1);
            }
        }
        return Double.NaN;
    }
}
