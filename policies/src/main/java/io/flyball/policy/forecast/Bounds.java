package io.flyball.policy.forecast;

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
