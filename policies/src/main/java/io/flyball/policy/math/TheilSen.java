package io.flyball.policy.math;

/**
 * Slope of a series as the median of the slopes between all pairs (Theil 1950, Sen 1968), which a quarter of wild values does
 * not move, with the test of Mann and Kendall whether there is a slope at all.
 *
 * <p>Example: {1, 2, 3, 100, 5}: slopes of the ten pairs have the median 1.
 *
 * @param slope per point
 * @param z Kendall's S divided by its deviation under "no trend" (normal for ten and more points); beyond 2.58 is 99 % sure,
 *     if the values are independent
 */
public record TheilSen(double slope, double z) {
    /** Values must be finite; O(n^2), so give it no more than some hundreds. */
    public static TheilSen of(double[] values) {
        int n = values.length;
        if (n < 2) {
            return new TheilSen(0, 0);
        }
        double[] slopes = new double[n * (n - 1) / 2];
        int next = 0;
        long s = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                slopes[next++] = (values[j] - values[i]) / (j - i);
                s += Double.compare(values[j], values[i]);
            }
        }
        double deviation = Math.sqrt((n * (n - 1.0) * (2 * n + 5) - Ranks.ties(values) * 2) / 18);
        double z = s == 0 || !(deviation > 0) ? 0 : (s - Long.signum(s)) / deviation;
        return new TheilSen(Quantiles.median(slopes), z);
    }
}
