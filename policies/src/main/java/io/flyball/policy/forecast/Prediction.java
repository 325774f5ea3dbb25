package io.flyball.policy.forecast;

import java.util.List;

/**
 * What a service's load will be until one horizon from now, for a rule that scales ahead of it.
 *
 * @param value the largest of the most likely loads up to the horizon; NaN when nothing is known
 * @param upper the largest of the calibrated quantiles up to the horizon; NaN when nothing is known
 * @param qualified the model beats the floor on this very service; otherwise the reactive rules must work alone
 * @param provenToRelease the tested coverage allows to release capacity, not only to add; implies {@code qualified}
 * @param reasons why, with the numbers; never empty
 */
public record Prediction(double value, double upper, boolean qualified, boolean provenToRelease, List<String> reasons) {
    public Prediction {
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("reasons: must not be empty");
        }
    }

    static Prediction none(String reason) {
        return new Prediction(Double.NaN, Double.NaN, false, false, List.of(reason));
    }
}
