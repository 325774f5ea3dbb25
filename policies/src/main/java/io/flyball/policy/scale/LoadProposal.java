package io.flyball.policy.scale;

import io.flyball.policy.capacity.LearnedCapacity;
import io.flyball.policy.capacity.LearnedCapacity.Learned;
import io.flyball.policy.capacity.Usl;
import io.flyball.policy.document.ScalingRule.LearnedLoad;
import io.flyball.policy.scale.Sizing.Sized;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Load per instance, with a capacity that is given or learned. A learned one is used as it is to grow, and by the lower
 * end of its interval to shrink.
 *
 * <p>Example: learned 400 req/s, 95 % interval 360..440, no headroom; 4 instances with 320 each. 1,280/400 = 3.2 would
 * keep 4; at 310 each 1,240/400 = 3.1, and 1,240/360 = 3.4: still 4. At 260 each it is 2.9 by the interval: 3.
 */
final class LoadProposal {
    private LoadProposal() {}

    static Proposal given(String metric, double perInstance, int current, PodGroups pods, Tolerance tolerance) {
        return Proposal.of(metric, "", sized(perInstance, current, pods, tolerance), perInstance);
    }

    static Proposal learned(
            LearnedLoad rule, LearnedCapacity capacity, int current, PodGroups pods, Tolerance tolerance) {
        OptionalDouble usable = perInstance(rule, capacity);
        String verdict = verdict(rule, capacity);
        if (usable.isEmpty()) {
            return Proposal.abstained(rule.metric() + ": " + verdict);
        }
        double target = usable.getAsDouble();
        Sizing sizing = sized(target, current, pods, tolerance);
        if (isUsable(rule, capacity) && sizing instanceof Sized sized) {
            Learned learned = (Learned) capacity;
            return Proposal.of(rule.metric(), verdict, careful(rule, learned, sized, current, pods, tolerance), target);
        }
        return Proposal.of(rule.metric(), verdict, sizing, target);
    }

    /** What an instance is planned with; empty while nothing is known well enough. */
    static OptionalDouble perInstance(LearnedLoad rule, LearnedCapacity capacity) {
        return isUsable(rule, capacity)
                ? OptionalDouble.of(((Learned) capacity).perInstance() * (1 - rule.headroom()))
                : rule.meanwhile();
    }

    private static Sized careful(
            LearnedLoad rule, Learned learned, Sized sized, int current, PodGroups pods, Tolerance tolerance) {
        if (sized.replicas() < current) {
            Sizing cautious = sized(learned.low() * (1 - rule.headroom()), current, pods, tolerance);
            int least = cautious instanceof Sized low ? low.replicas() : current;
            return sized.replicas() < least
                    ? sized.with(Math.min(least, current), "shrinks by the lower end of what was learned")
                    : sized;
        }
        if (sized.replicas() > current && learned.scaling().isPresent()) {
            double wanted =
                    sized.mean() / InstanceReading.THOUSANDTHS * pods.ready().size() / (1 - rule.headroom());
            return byLaw(learned.scaling().get(), wanted, sized);
        }
        return sized;
    }

    /** More instances carry less each: the law says how many it takes. */
    private static Sized byLaw(Usl law, double throughput, Sized sized) {
        OptionalDouble count = law.concurrencyFor(throughput);
        if (count.isEmpty()) {
            return sized.with(
                    sized.replicas(),
                    String.format(Locale.ROOT, "by what was learned no count carries %s", Numbers.show(throughput)));
        }
        int needed = Replicas.ceil(count.getAsDouble());
        return needed > sized.replicas() ? sized.with(needed, "more instances carry less each") : sized;
    }

    private static boolean isUsable(LearnedLoad rule, LearnedCapacity capacity) {
        return capacity instanceof Learned learned
                && learned.perInstance() > 0
                && rule.headroom() < 1
                && learned.confidence() >= rule.atLeastConfidence();
    }

    private static String verdict(LearnedLoad rule, LearnedCapacity capacity) {
        return capacity instanceof Learned learned && !isUsable(rule, capacity)
                ? String.format(
                        Locale.ROOT,
                        "%s; confidence %.2f is below %s",
                        learned.verdict(),
                        learned.confidence(),
                        Numbers.show(rule.atLeastConfidence()))
                : capacity.verdict();
    }

    private static Sizing sized(double perInstance, int current, PodGroups pods, Tolerance tolerance) {
        return Replicas.average(current, Math.round(perInstance * InstanceReading.THOUSANDTHS), pods, tolerance);
    }
}
