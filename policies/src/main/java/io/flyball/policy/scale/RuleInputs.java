package io.flyball.policy.scale;

import io.flyball.policy.capacity.LearnedCapacity;
import io.flyball.policy.document.ScalingConfig;
import io.flyball.policy.document.ScalingRule.Headroom;
import io.flyball.policy.document.ScalingRule.Measured;
import io.flyball.policy.document.ScalingRule.Predictive;
import io.flyball.policy.headroom.Upper;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What the rules of a policy look at, as plain values.
 *
 * @param current count of instances that is wanted now
 * @param readings of every instance that should exist, for the metric of a rule
 * @param capacity what is learned of one instance, for the metric of a rule
 * @param expected what the metric of a rule is forecast to be, summed over the instances
 * @param rising what the metric of a rule may rise to, summed over the instances
 * @param disruption what stopping an instance costs
 */
public record RuleInputs(
        Instant now,
        int current,
        ScalingConfig config,
        Function<Measured, List<InstanceReading>> readings,
        Function<Measured, LearnedCapacity> capacity,
        Function<Predictive, Expected> expected,
        Function<Headroom, Upper> rising,
        Disruption disruption) {
    Tolerance tolerance() {
        return new Tolerance(
                config.behavior().scaleDown().tolerance(),
                config.behavior().scaleUp().tolerance());
    }

    PodGroups groups(Measured rule, double request) {
        OptionalLong each = InstanceReading.thousandths(request);
        List<PodReading> pods =
                readings.apply(rule).stream().map(reading -> reading.pod(each)).toList();
        return PodGroups.of(now, pods, Readiness.IGNORED); // ready is what the caller says it is
    }
}
