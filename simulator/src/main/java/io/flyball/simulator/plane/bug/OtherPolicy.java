package io.flyball.simulator.plane.bug;

import io.flyball.policy.document.Policy;
import io.flyball.policy.document.ScalingConfig;
import io.flyball.policy.document.ValidationConfig;
import io.flyball.simulator.plane.seam.Seams;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The planner works with something else than what people ordered. */
final class OtherPolicy extends Seams {
    private final UnaryOperator<ScalingConfig> scaling;
    private final UnaryOperator<ValidationConfig> validation;

    private OtherPolicy(UnaryOperator<ScalingConfig> scaling, UnaryOperator<ValidationConfig> validation) {
        this.scaling = scaling;
        this.validation = validation;
    }

    static Seams oneInstanceMore() {
        return new OtherPolicy(has -> scaling(has, has.maxInstances() + 1, has.flapBudget()), UnaryOperator.identity());
    }

    static Seams noFlapBudget() {
        return new OtherPolicy(has -> scaling(has, has.maxInstances(), Optional.empty()), UnaryOperator.identity());
    }

    private static ScalingConfig scaling(ScalingConfig has, int max, Optional<ScalingConfig.FlapBudget> budget) {
        return new ScalingConfig(
                has.minInstances(),
                max,
                has.scalingFactor(),
                has.cooldownPeriod(),
                has.settle(),
                budget,
                has.startTime(),
                has.rules(),
                has.behavior());
    }

    static Seams largerShare() {
        return new OtherPolicy(
                UnaryOperator.identity(), has -> validation(has, has.window(), Math.min(1, has.spread() + 0.3)));
    }

    static Seams noWarmUp() {
        return new OtherPolicy(UnaryOperator.identity(), has -> validation(has, Duration.ofMillis(1), has.spread()));
    }

    private static ValidationConfig validation(ValidationConfig has, Duration window, double spread) {
        return new ValidationConfig(
                has.settle(),
                window,
                has.maxDuration(),
                spread,
                has.maxFailedTrials(),
                has.mode(),
                has.falseRevertRate());
    }

    @Override
    public Policy directed(Policy policy) {
        return new Policy(
                policy.name(),
                policy.service(),
                policy.objectives(),
                policy.monitoring(),
                policy.scaling().map(scaling),
                policy.threads(),
                policy.connections(),
                policy.memory(),
                policy.vertical(),
                policy.limiter(),
                validation.apply(policy.validation()),
                policy.automation(),
                policy.rollout());
    }
}
