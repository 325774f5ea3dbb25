package io.flyball.policy.forecast;

/**
 * An autoregression whose weights sum to one, so that it explains itself: the next value is a weighted mean of earlier ones.
 *
 * <p>It comes from a ridge regression of {@code z[t] - z[t-m]} on {@code z[t-lag] - z[t-m]} without constant: with no evidence
 * every weight but the one at the season m is zero, which is the seasonal naive forecast. Ridge therefore shrinks towards
 * the floor that the model must beat, and not towards nothing. Example: weights 0.3 at lag 1 and 0.7 at lag 24.
 *
 * @param weights one for each lag, sum 1
 * @param bounds forecasts are kept within, on the member's scale
 */
record Member(Lag[] lags, double[] weights, Bounds bounds) {
    /**
     * Extends {@code past[0..origin)} recursively: {@code path[0..length)} receives the values that follow, on this member's
     * scale; {@code origin} must be at least {@link #memory}.
     *
     * @param sums scratch, one longer than {@code path}
     */
    void extend(Series past, int origin, double[] path, double[] sums, int length) {
        sums[0] = 0;
        for (int step = 0; step < length; step++) {
            double sum = 0;
            for (int i = 0; i < lags.length; i++) {
                sum += weights[i] * seen(past, origin, path, sums, step, lags[i]);
            }
            double kept = Math.max(bounds.low(), Math.min(bounds.high(), sum));
            path[step] = kept;
            sums[step + 1] = sums[step] + kept;
        }
    }

    private static double seen(Series past, int origin, double[] path, double[] sums, int step, Lag lag) {
        int at = step - lag.back();
        int reach = lag.reach();
        if (reach == 0) {
            return at < 0 ? past.values()[origin + at] : path[at];
        }
        double to =
                at + reach + 1 <= 0 ? past.sums()[origin + at + reach + 1] : past.sums()[origin] + sums[at + reach + 1];
        double from = at - reach <= 0 ? past.sums()[origin + at - reach] : past.sums()[origin] + sums[at - reach];
        return (to - from) / (2 * reach + 1);
    }

    /** Values that it needs before the first forecast. */
    int memory() {
        int most = 0;
        for (Lag lag : lags) {
            most = Math.max(most, lag.farthest());
        }
        return most;
    }
}
