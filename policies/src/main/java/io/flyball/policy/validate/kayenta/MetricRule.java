package io.flyball.policy.validate.kayenta;

/**
 * How one metric is classified.
 *
 * @param direction which difference counts
 * @param nans what becomes of missing values
 * @param removeOutliers by {@link Cleaning#interquartile} with {@code outlierFactor}, fences not within the 1st and 99th
 *     percentile
 * @param critical a failure makes the whole score 0
 * @param dataRequired no data fails the metric
 * @param tolerance share of the estimate that the confidence interval must leave, [0, 1]
 * @param confidence of the interval, (0, 1)
 * @param measure of the effect
 * @param allowedDecrease effect at or below which Low counts
 * @param allowedIncrease effect at or above which High counts
 * @param criticalDecrease effect at or below which a critical metric fails everything
 * @param criticalIncrease effect at or above which a critical metric fails everything
 */
public record MetricRule(
        Direction direction,
        Nans nans,
        boolean removeOutliers,
        double outlierFactor,
        boolean critical,
        boolean dataRequired,
        double tolerance,
        double confidence,
        Effect measure,
        double allowedDecrease,
        double allowedIncrease,
        double criticalDecrease,
        double criticalIncrease) {
    public enum Direction {
        INCREASE,
        DECREASE,
        EITHER
    }

    public enum Nans {
        REMOVE,
        /** With zero: for counters that are absent when nothing happened. */
        REPLACE
    }

    /** Effect sizes of Kayenta. */
    public enum Effect {
        /** Experiment / control; 1 = no effect. */
        MEAN_RATIO,
        /** Probability that a value of the experiment is above one of the control; 0.5 = no effect. */
        CLES
    }

    /** Those of Kayenta's judge: tolerance 0.25, confidence 0.98. */
    public static final MetricRule DEFAULTS = new MetricRule(
            Direction.EITHER, Nans.REMOVE, false, 3, false, false, 0.25, 0.98, Effect.MEAN_RATIO, 1, 1, 1, 1);

    public MetricRule with(Direction other) {
        return new MetricRule(
                other,
                nans,
                removeOutliers,
                outlierFactor,
                critical,
                dataRequired,
                tolerance,
                confidence,
                measure,
                allowedDecrease,
                allowedIncrease,
                criticalDecrease,
                criticalIncrease);
    }
}
