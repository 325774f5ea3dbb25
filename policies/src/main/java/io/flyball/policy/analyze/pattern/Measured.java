package io.flyball.policy.analyze.pattern;

import io.flyball.policy.forecast.Cleaned;
import io.flyball.policy.forecast.Season;
import io.flyball.policy.forecast.Seasons;
import io.flyball.policy.math.Autocorrelation;
import io.flyball.policy.math.Moments;
import io.flyball.policy.math.Quantiles;
import io.flyball.policy.math.TheilSen;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Takes the evidence from a series. Trend and shifts are looked for on the means of about a hundred blocks, where noise has
 * averaged out and what lasts has not.
 */
final class Measured {
    private static final int BLOCKS = 120;
    private static final double PEAK_SPREADS = 6;
    private static final double PEAK_OF_LEVEL = 1.0;
    private static final int WINDOWS = 60;
    private static final int LEAST_WINDOW = 13;
    private static final double ZERO = 0.05;
    private static final double LEAST_ABRUPT = 0.6;
    private static final double MOST = 1e9;

    private final double[] values;
    private final double[] calm;
    private final double[] sorted;
    private final double level;
    private final double peakShare;
    private final double middleShare;
    private final double onShare;
    private final int switches;

    Measured(Cleaned cleaned) {
        this.values = cleaned.values();
        this.sorted = values.clone();
        Arrays.sort(sorted);
        this.level = Quantiles.ofSorted(sorted, 0.5);
        double[] peaks = peaks(values);
        this.calm = new double[values.length];
        int above = 0;
        for (int i = 0; i < values.length; i++) {
            calm[i] = Math.min(values[i], peaks[i]);
            above += values[i] > peaks[i] ? 1 : 0;
        }
        this.peakShare = (double) above / values.length;
        double low = Quantiles.ofSorted(sorted, 0.02);
        double high = Quantiles.ofSorted(sorted, 0.98);
        double lower = low + 0.25 * (high - low);
        double upper = low + 0.75 * (high - low);
        this.middleShare = (double) Arrays.stream(values)
                        .filter(value -> value > lower && value < upper)
                        .count()
                / values.length;
        this.onShare =
                (double) Arrays.stream(values).filter(value -> value >= upper).count() / values.length;
        this.switches = switches(values, lower, upper);
    }

    /** How often the values went from the lowest to the highest quarter of their range or back. */
    private static int switches(double[] values, double lower, double upper) {
        int count = 0;
        int side = 0;
        for (double value : values) {
            int now = value <= lower ? -1 : value >= upper ? 1 : side;
            count += now != side && side != 0 ? 1 : 0;
            side = now;
        }
        return count;
    }

    /** Where a peak begins, at each point: far above the median of its neighbourhood, which follows lasting levels. */
    private static double[] peaks(double[] values) {
        int n = values.length;
        int window = Math.max(LEAST_WINDOW, n / WINDOWS);
        double[] local = new double[n];
        for (int from = 0; from < n; from += window) {
            int to = Math.min(n, from + window);
            double[] around = Arrays.copyOfRange(values, Math.max(0, to - 2 * window), Math.min(n, from + 2 * window));
            Arrays.fill(local, from, to, Quantiles.median(around));
        }
        double[] rest = new double[n];
        Arrays.setAll(rest, i -> values[i] - local[i]);
        double spread = PEAK_SPREADS * Quantiles.spread(rest);
        Arrays.setAll(local, i -> local[i] + Math.max(spread, PEAK_OF_LEVEL * Math.abs(local[i])));
        return local;
    }

    /** Of values in the highest quarter of the range. */
    double onShare() {
        return onShare;
    }

    int switches() {
        return switches;
    }

    /** Of values in the middle half of the range. */
    double middleShare() {
        return middleShare;
    }

    Evidence evidence(Cleaned cleaned, int... likely) {
        int n = values.length;
        int block = Math.max(1, n / BLOCKS);
        double[] blocks = means(block);
        TheilSen line = TheilSen.of(blocks);
        LevelShifts shifts = LevelShifts.of(blocks, Math.max(2, blocks.length / 20));
        Season season = Seasons.in(values, likely);
        Moments moments = Moments.of(values);
        double scale = Math.abs(level) > 0 ? Math.abs(level) : Math.max(Math.abs(moments.mean()), 1e-9);
        double high = sorted[n - 1];
        double zero = ZERO * Math.max(Math.abs(Quantiles.ofSorted(sorted, 0.98)), Math.abs(sorted[0]));
        return new Evidence(
                cleaned.length(),
                cleaned.missing(),
                cleaned.raw(level),
                bounded((Quantiles.ofSorted(sorted, 0.99) - Quantiles.ofSorted(sorted, 0.01)) / scale),
                season.period(),
                season.strength(),
                season.period().isPresent() ? seasonalShare(season.period().getAsInt()) : 0,
                cleaned.raw(line.slope() / block),
                line.z(),
                trendShare(blocks, line.slope()),
                bounded(line.slope() * blocks.length / scale),
                shifts.starts().stream().map(start -> start * block).toList(),
                shifts.abruptness() < LEAST_ABRUPT ? 0 : shifts.explained(),
                Autocorrelation.of(blocks, 1)[1],
                Math.abs(cleaned.raw(moments.populationVariance() / Math.max(1e-12, Math.abs(moments.mean())))),
                bounded(high / scale),
                peakShare,
                (double) Arrays.stream(values)
                                .filter(value -> Math.abs(value) <= zero)
                                .count()
                        / n);
    }

    private static double bounded(double value) {
        return Math.max(-MOST, Math.min(MOST, value));
    }

    private double[] means(int block) {
        double[] means = new double[values.length / block];
        for (int i = 0; i < means.length * block; i++) {
            means[i / block] += calm[i] / block;
        }
        return means;
    }

    /** One less the variance about the robust line by that about the mean. */
    private static double trendShare(double[] blocks, double slope) {
        double[] rest = new double[blocks.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = blocks[i] - slope * i;
        }
        double whole = Moments.of(blocks).squares();
        return whole > 0 ? Math.max(0, 1 - Moments.of(rest).squares() / whole) : 0;
    }

    /** Variance of the mean course of a period, corrected for the degrees of freedom it takes, on the series without its line. */
    private double seasonalShare(int period) {
        int n = calm.length;
        int bins = Math.min(period, 96);
        double[] sums = new double[bins];
        int[] counts = new int[bins];
        double slope = slope(calm);
        double[] level = new double[n];
        for (int i = 0; i < n; i++) {
            level[i] = calm[i] - slope * i;
            int bin = (int) ((long) (i % period) * bins / period);
            sums[bin] += level[i];
            counts[bin]++;
        }
        double rest = 0;
        for (int i = 0; i < n; i++) {
            int bin = (int) ((long) (i % period) * bins / period);
            double off = level[i] - sums[bin] / counts[bin];
            rest += off * off;
        }
        double whole = Moments.of(level).squares();
        if (!(whole > 0) || n <= bins) {
            return 0;
        }
        return Math.max(0, 1 - rest / (n - bins) / (whole / (n - 1)));
    }

    private static double slope(double[] values) {
        int n = values.length;
        double middle = (n - 1) / 2.0;
        double products = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            products += (i - middle) * values[i];
            squares += (i - middle) * (i - middle);
        }
        return squares > 0 ? products / squares : 0;
    }

    /** Nothing to measure. */
    static Evidence nothing(int count, int missing) {
        return new Evidence(count, missing, 0, 0, OptionalInt.empty(), 0, 0, 0, 0, 0, 0, List.of(), 0, 0, 0, 0, 0, 0);
    }
}
