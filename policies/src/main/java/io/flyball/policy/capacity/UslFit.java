package io.flyball.policy.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The law that fits measurements of throughput best in the least squares sense, or why there is none. */
public sealed interface UslFit {
    /** @param rSquared share of the variance that the law explains */
    record Fitted(Usl usl, double rSquared, int points) implements UslFit {}

    /** No law, and why: {@code cannot be fitted: ...}. */
    record Unfitted(String reason) implements UslFit {}

    /** @param n concurrency or count of instances, above 0; {@code throughput} per second, above 0 */
    record Point(double n, double throughput) {
        boolean isUsable() {
            return n > 0 && throughput > 0 && Double.isFinite(n) && Double.isFinite(throughput);
        }
    }

    /**
     * Linear start ({@code N/X} is linear in {@code 1/lambda, sigma/lambda, kappa/lambda}), then Levenberg-Marquardt on
     * throughput. A negative sigma or kappa means nothing, so the better of the fits without it is taken instead.
     */
    static UslFit of(List<Point> measured) {
        List<Point> points = measured.stream().filter(Point::isUsable).toList();
        long different = points.stream().mapToDouble(Point::n).distinct().count();
        if (different < 3) {
            return new Unfitted("cannot be fitted: %d usable points at %d different counts, at least 3 are needed"
                    .formatted(points.size(), different));
        }
        List<Fitted> fits = new ArrayList<>();
        for (UslTerms terms : UslTerms.values()) {
            fit(points, terms).ifPresent(fits::add);
            if (terms == UslTerms.BOTH && !fits.isEmpty()) {
                break;
            }
        }
        return fits.stream()
                .max((one, other) -> Double.compare(one.rSquared(), other.rSquared()))
                .map(UslFit.class::cast)
                .orElseGet(() -> new Unfitted(String.format(
                        Locale.ROOT,
                        "cannot be fitted: no law with sigma and kappa of at least 0 comes near the %d points",
                        points.size())));
    }

    private static Optional<Fitted> fit(List<Point> points, UslTerms terms) {
        return UslDescent.from(points, terms)
                .filter(usl -> usl.lambda() > 0 && usl.sigma() >= 0 && usl.kappa() >= 0)
                .map(usl -> new Fitted(usl, rSquared(usl, points), points.size()))
                .filter(fitted -> Double.isFinite(fitted.rSquared()));
    }

    private static double rSquared(Usl usl, List<Point> points) {
        double mean = points.stream().mapToDouble(Point::throughput).average().orElse(0);
        double residual = 0;
        double total = 0;
        for (Point point : points) {
            residual += square(point.throughput() - usl.throughput(point.n()));
            total += square(point.throughput() - mean);
        }
        return total > 0 ? 1 - residual / total : residual == 0 ? 1 : Double.NEGATIVE_INFINITY;
    }

    private static double square(double value) {
        return value * value;
    }
}
