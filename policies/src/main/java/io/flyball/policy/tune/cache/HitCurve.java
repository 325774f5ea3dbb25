package io.flyball.policy.tune.cache;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Misses of a cache over its size: {@code misses(s) = scale x s^-exponent}, fitted to measured sizes by least squares of the
 * logarithms. One size tells nothing about the next: then there is no curve.
 *
 * <p>Example: 40 % misses at 100 MB, 20 % at 400 MB: exponent 0.5, scale 4,000 with bytes; at 200 MB 28 %.
 *
 * @param scale of misses, share of lookups times bytes^exponent
 * @param exponent how fast misses fall with size, greater than 0
 * @param error root mean square of the logarithms around the line; 0 with two points
 */
public record HitCurve(double scale, double exponent, double error, int points) {
    /** Sizes closer than this tell more about noise than about the curve. */
    private static final double LEAST_RATIO = 1.1;

    private static final double STEEPEST = 3;

    /**
     * What was measured at one size, by resizing or by a ghost cache that keeps keys only.
     *
     * @param bytes size of the cache
     * @param hits share of lookups that hit, [0, 1)
     */
    public record Point(double bytes, double hits) {
        boolean isMeasured() {
            return bytes > 0 && Double.isFinite(bytes) && hits >= 0 && hits < 1;
        }
    }

    /** Empty: the curve is not known, since fewer than two sizes were measured, or more room did not help. */
    public static Optional<HitCurve> fit(List<Point> measured) {
        List<Point> points = measured.stream().filter(Point::isMeasured).toList();
        if (points.size() < 2 || ratio(points) < LEAST_RATIO) {
            return Optional.empty();
        }
        double n = points.size();
        double x = points.stream().mapToDouble(point -> Math.log(point.bytes())).sum() / n;
        double y = points.stream().mapToDouble(HitCurve::logMisses).sum() / n;
        double xx = 0;
        double xy = 0;
        for (Point point : points) {
            double dx = Math.log(point.bytes()) - x;
            xx += dx * dx;
            xy += dx * (logMisses(point) - y);
        }
        double slope = xy / xx;
        double exponent = Math.min(STEEPEST, -slope);
        if (!(exponent > 0)) {
            return Optional.empty();
        }
        double scale = Math.exp(y + exponent * x);
        double squares = 0;
        for (Point point : points) {
            double off = logMisses(point) - (y - exponent * (Math.log(point.bytes()) - x));
            squares += off * off;
        }
        return Optional.of(new HitCurve(scale, exponent, Math.sqrt(squares / n), points.size()));
    }

    private static double logMisses(Point point) {
        return Math.log(1 - point.hits());
    }

    private static double ratio(List<Point> points) {
        double least =
                points.stream().map(Point::bytes).min(Comparator.naturalOrder()).orElse(1.0);
        double most =
                points.stream().map(Point::bytes).max(Comparator.naturalOrder()).orElse(1.0);
        return most / least;
    }

    /** Share of lookups that miss, [0, 1]. */
    public double misses(double bytes) {
        return Math.max(0, Math.min(1, scale * Math.pow(bytes, -exponent)));
    }

    /** Share of lookups that one more byte turns into hits. */
    public double gain(double bytes) {
        return scale * Math.pow(bytes, -exponent) >= 1 ? 0 : exponent * scale * Math.pow(bytes, -exponent - 1);
    }
}
