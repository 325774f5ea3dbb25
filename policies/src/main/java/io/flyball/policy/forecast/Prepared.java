package io.flyball.policy.forecast;

/**
 * A cleaned series on the scales of the two members, and the settings of the members.
 *
 * @param plain as it is
 * @param scaled logarithmic where the series admits it, else the same array
 */
record Prepared(
        double[] plain,
        boolean[] measured,
        Scale scale,
        double[] scaled,
        int season,
        Bounds plainBounds,
        Bounds bounds) {
    /** Forecasts stay within half a range beyond what was seen: a recursion that runs away is cut; what never was negative stays so. */
    record Bounds(double low, double high) {
        private static final double BEYOND = 0.5;

        static Bounds around(double[] values) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (double value : values) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
            double beyond = BEYOND * (high - low);
            return new Bounds(low >= 0 ? Math.max(0, low - beyond) : low - beyond, high + beyond);
        }
    }

    static Prepared of(Cleaned cleaned, int season) {
        return of(cleaned, season, Scale.logarithmicFor(cleaned.values()));
    }

    /** On the scale of an earlier fit. */
    static Prepared of(Cleaned cleaned, int season, Scale scale) {
        double[] scaled = scale.to(cleaned.values());
        return new Prepared(
                cleaned.values(),
                cleaned.measured(),
                scale,
                scaled,
                season,
                Bounds.around(cleaned.values()),
                Bounds.around(scaled));
    }

    int length() {
        return plain.length;
    }
}
