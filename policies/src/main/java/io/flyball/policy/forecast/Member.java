package io.flyball.policy.forecast;

/**
 * An autoregression whose weights sum to one, so that it explains itself: the next value is a weighted mean of earlier ones.
 *
 * <p>It comes from a ridge regression of {@code z[t] - z[t-m]} on {@code z[t-lag] - z[t-m]} without constant: with no evidence
 * every weight but the one at the season m is zero, which is the seasonal naive forecast. Ridge therefore shrinks towards
 * the floor that the model must beat, and not towards nothing. Example: weights 0.3 at lag 1 and 0.7 at lag 24.
 *
 * @param lags rising, in points
 * @param weights one for each lag, sum 1
 * @param bounds forecasts are kept within, on the member's scale
 */
record Member(Scale scale, int[] lags, double[] weights, Prepared.Bounds bounds) {
    /**
     * Extends {@code past[0..origin)} recursively: {@code path[0..length)} receives the values that follow. Both are on this
     * member's scale; {@code origin} must be at least the longest lag.
     */
    void extend(double[] past, int origin, double[] path, int length) {
        double low = bounds.low();
        double high = bounds.high();
        for (int step = 0; step < length; step++) {
            double sum = 0;
            int at = origin + step;
            for (int i = 0; i < lags.length; i++) {
                int from = at - lags[i];
                sum += weights[i] * (from < origin ? past[from] : path[from - origin]);
            }
            path[step] = sum < low ? low : sum > high ? high : sum;
        }
    }

    int longestLag() {
        return lags[lags.length - 1];
    }
}
