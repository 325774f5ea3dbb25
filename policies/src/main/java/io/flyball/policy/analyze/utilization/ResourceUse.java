package io.flyball.policy.analyze.utilization;

import java.util.Locale;

/**
 * Use of one resource over a window, as ratios of what there is.
 *
 * @param resource in words, e.g. {@code heap}
 * @param mean [0, 1]
 * @param p95 95 % of the samples are at or below it
 * @param trendPerHour change of the ratio per hour; 0 where no trend is 99 % sure
 * @param samples in which it was measured
 */
public record ResourceUse(String resource, double mean, double p95, double max, double trendPerHour, int samples) {
    /** E.g. {@code heap: mean 41 %, 95 % of the time at most 60 %, highest 71 %, rises by 3.0 points per hour}. */
    public String sentence() {
        String trend = trendPerHour == 0
                ? "no trend"
                : String.format(
                        Locale.ROOT,
                        "%s by %.3g points per hour",
                        trendPerHour > 0 ? "rises" : "falls",
                        Math.abs(trendPerHour) * 100);
        return String.format(
                Locale.ROOT,
                "%s: mean %.0f %%, 95 %% of the time at most %.0f %%, highest %.0f %%, %s",
                resource,
                mean * 100,
                p95 * 100,
                max * 100,
                trend);
    }
}
