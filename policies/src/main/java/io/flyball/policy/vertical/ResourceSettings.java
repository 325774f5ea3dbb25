package io.flyball.policy.vertical;

import io.flyball.policy.document.VerticalConfig.Percentiles;

/**
 * How one resource is recommended.
 *
 * @param target percentile of the target, [0, 1]
 * @param lower percentile of the lower bound, at most target
 * @param upper percentile of the upper bound, at least target
 * @param podFloor milli-cores or bytes that a pod gets at least, shared by its containers
 * @param most milli-cores or bytes that an instance may get at most; {@link Estimate#MOST} = no cap
 */
public record ResourceSettings(double target, double lower, double upper, long podFloor, long most) {
    private static final double MILLIS_PER_CORE = 1000;

    public ResourceSettings {
        VerticalSettings.require(
                lower >= 0 && lower <= target, "lower", lower, "between 0 and target (" + target + ")");
        VerticalSettings.require(
                upper >= target && upper <= 1, "upper", upper, "between target (" + target + ") and 1");
        VerticalSettings.require(podFloor >= 0, "podFloor", podFloor, "at least 0");
        VerticalSettings.require(most > 0, "most", most, "greater than 0");
    }

    static ResourceSettings cpu(Percentiles config) {
        return of(config, MILLIS_PER_CORE);
    }

    static ResourceSettings memory(Percentiles config) {
        return of(config, 1);
    }

    private static ResourceSettings of(Percentiles config, double unit) {
        return new ResourceSettings(
                config.target(),
                config.lower(),
                config.upper(),
                Estimate.amount(config.min() * unit),
                config.max().isPresent()
                        ? Math.max(1, Estimate.amount(config.max().getAsDouble() * unit))
                        : Estimate.MOST);
    }
}
