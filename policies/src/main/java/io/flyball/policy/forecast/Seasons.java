package io.flyball.policy.forecast;

import io.flyball.policy.math.Autocorrelation;
import io.flyball.policy.math.Quantiles;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Finds the season of a series by its autocorrelation.
 *
 * <p>The series is freed of its straight line and of its most extreme values and, when long, averaged in blocks. A candidate is
 * a peak of the autocorrelation behind a trough; it is verified at two, that the series is alike two seasons ago as well, and
 * at three whole seasons of history. Among candidates of like strength the shortest wins, since every multiple of a season
 * is one. The period is then refined at full resolution. Hourly values of a shop: peaks at 24 (0.81), 48 (0.74), 168 (0.89) give 24.
 */
public final class Seasons {
    private static final int MOST_POINTS = 4_096;
    private static final int LEAST_SEASONS = 3;
    private static final double LEAST_STRENGTH = 0.25;
    private static final double LEAST_PROMINENCE = 0.15;
    private static final int MOST_MULTIPLE = 8;
    /** Of the autocorrelation at one season, what must be left at two. */
    private static final double LEFT_AT_TWO = 0.5;
    /** Of the best peak, what a likely period needs. */
    private static final double LIKELY = 0.6;

    private static final double LIKELY_LEFT_AT_TWO = 0.3;
    /** A shorter season is taken for a longer one of so much greater strength at most. */
    private static final double ALIKE = 0.8;

    private Seasons() {}

    /**
     * @param values evenly spaced; NaN and infinities are missing
     * @param likely periods that the calendar suggests, the first preferred: points per day, per week; one of them wins when
     *     the autocorrelation has a hill there that is 60 % as high as the best
     */
    public static Season in(double[] values, int... likely) {
        Cleaned cleaned = Cleaned.of(values, 0);
        int n = cleaned.length();
        if (n < 4 * LEAST_SEASONS) {
            return Season.none(format("not enough history: %d values are too few to look for a season", n));
        }
        if (cleaned.isConstant()) {
            return Season.none("no season: the series is constant");
        }
        double[] level = withoutLine(clipped(cleaned.values()));
        int block = (n + MOST_POINTS - 1) / MOST_POINTS;
        double[] coarse = averaged(level, block);
        double[] correlation = Autocorrelation.of(coarse, coarse.length * 2 / LEAST_SEASONS);
        int longest = coarse.length / LEAST_SEASONS;
        int peak = peak(correlation, longest, 3 / Math.sqrt(coarse.length));
        for (int period : likely) {
            int lag = Math.round((float) period / block);
            if (lag >= 2 && lag <= longest && isHill(correlation, lag, correlation[peak == 0 ? lag : peak])) {
                return season(period, correlation[lag]);
            }
        }
        if (peak == 0) {
            return Season.none(format("no season: no repeated peak of the autocorrelation of %d values", n));
        }
        double sharp = sharpened(correlation, peak);
        int period = block == 1 ? (int) Math.round(sharp) : refined(level, (int) Math.round(sharp * block), 2 * block);
        return season(period, correlation[peak]);
    }

    private static Season season(int period, double strength) {
        return new Season(
                OptionalInt.of(period),
                strength,
                format("season of %d values: autocorrelation %.2f", period, strength));
    }

    /** Higher than a third of a period to either side, and alike at two periods. */
    private static boolean isHill(double[] correlation, int lag, double best) {
        int aside = Math.max(1, lag / 3);
        double here = correlation[lag];
        return here >= LIKELY * best
                && here >= LEAST_STRENGTH
                && here > correlation[lag - aside]
                && here > correlation[lag + aside]
                && (2 * lag >= correlation.length || correlation[2 * lag] >= LIKELY_LEFT_AT_TWO * here);
    }

    private static int peak(double[] correlation, int longest, double noise) {
        double best = 0;
        for (int lag = 2; lag <= longest; lag++) {
            best = isSeason(correlation, lag, noise) ? Math.max(best, correlation[lag]) : best;
        }
        for (int lag = 2; best > 0 && lag <= longest; lag++) {
            if (correlation[lag] >= ALIKE * best && isSeason(correlation, lag, noise)) {
                return lag;
            }
        }
        return 0;
    }

    private static boolean isSeason(double[] correlation, int lag, double noise) {
        double here = correlation[lag];
        if (here < Math.max(LEAST_STRENGTH, noise)) {
            return false;
        }
        int reach = Math.max(1, lag / 4);
        double trough = Double.POSITIVE_INFINITY;
        for (int i = 1; i < lag; i++) {
            trough = Math.min(trough, correlation[i]);
        }
        for (int i = Math.max(1, lag - reach); i <= Math.min(correlation.length - 1, lag + reach); i++) {
            if (correlation[i] > here) {
                return false;
            }
        }
        double twice = Double.NEGATIVE_INFINITY;
        for (int i = 2 * lag - reach; i <= Math.min(correlation.length - 1, 2 * lag + reach); i++) {
            twice = Math.max(twice, correlation[i]);
        }
        return here - trough >= LEAST_PROMINENCE && twice >= LEFT_AT_TWO * here;
    }

    /** The same period from the highest peak near its second to eighth multiple, where an error is divided by as much. */
    private static double sharpened(double[] correlation, int peak) {
        double period = peak;
        for (int times = 2; times <= MOST_MULTIPLE; times++) {
            int reach = Math.max(1, peak / 6);
            int near = (int) Math.round(times * period);
            int best = 0;
            for (int lag = near - reach; lag <= near + reach && near + reach < correlation.length; lag++) {
                best = best == 0 || correlation[lag] > correlation[best] ? lag : best;
            }
            boolean isPeak = best > near - reach && best < near + reach;
            if (!isPeak || correlation[best] < LEFT_AT_TWO * correlation[peak]) {
                break;
            }
            period = (double) best / times;
        }
        return period;
    }

    private static int refined(double[] level, int near, int reach) {
        int best = near;
        double most = Double.NEGATIVE_INFINITY;
        for (int lag = Math.max(2, near - reach); lag <= near + reach && lag < level.length; lag++) {
            double sum = 0;
            for (int i = lag; i < level.length; i++) {
                sum += level[i] * level[i - lag];
            }
            if (sum / (level.length - lag) > most) {
                most = sum / (level.length - lag);
                best = lag;
            }
        }
        return best;
    }

    private static double[] clipped(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double low = Quantiles.ofSorted(sorted, 0.005);
        double high = Quantiles.ofSorted(sorted, 0.995);
        return Arrays.stream(values)
                .map(value -> Math.max(low, Math.min(high, value)))
                .toArray();
    }

    private static double[] withoutLine(double[] values) {
        int n = values.length;
        double middle = (n - 1) / 2.0;
        double mean = Arrays.stream(values).sum() / n;
        double products = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            products += (i - middle) * (values[i] - mean);
            squares += (i - middle) * (i - middle);
        }
        double slope = products / squares;
        double[] rest = new double[n];
        for (int i = 0; i < n; i++) {
            rest[i] = values[i] - mean - slope * (i - middle);
        }
        return rest;
    }

    private static double[] averaged(double[] values, int block) {
        double[] means = new double[values.length / block];
        for (int i = 0; i < means.length * block; i++) {
            means[i / block] += values[i] / block;
        }
        return means;
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
