package io.flyball.policy.capacity;

import io.flyball.policy.capacity.UslFit.Point;
import io.flyball.policy.math.LinearSystem;
import java.util.List;
import java.util.Optional;

/** Levenberg-Marquardt on the squared errors of throughput, from the linear fit of {@code N/X}. */
final class UslDescent {
    private static final int STEPS = 100;
    private static final double CLOSE = 1e-14;

    private final List<Point> points;
    private final UslTerms terms;

    private UslDescent(List<Point> points, UslTerms terms) {
        this.points = points;
        this.terms = terms;
    }

    static Optional<Usl> from(List<Point> points, UslTerms terms) {
        UslDescent descent = new UslDescent(points, terms);
        return descent.start().map(descent::descend).map(terms::usl);
    }

    /** Weighted by throughput squared over N, so that an error of N/X counts about as much as that of X. */
    private Optional<double[]> start() {
        int size = terms.count();
        double[][] a = new double[size][size];
        double[] b = new double[size];
        for (Point point : points) {
            double[] columns = terms.columns(point.n());
            double weight = Math.pow(point.throughput() * point.throughput() / point.n(), 2);
            add(a, b, columns, weight, point.n() / point.throughput());
        }
        return LinearSystem.solve(a, b).filter(x -> x[0] > 0).map(x -> {
            double[] parameters = {1 / x[0], 0, 0};
            for (int i = 1; i < size; i++) {
                parameters[i] = x[i] / x[0];
            }
            return parameters;
        });
    }

    private double[] descend(double[] start) {
        double[] best = start;
        double error = error(best);
        double damping = 1e-3;
        for (int step = 0; step < STEPS && damping < 1e12; step++) {
            Optional<double[]> next = step(best, damping);
            double nextError = next.map(this::error).orElse(Double.POSITIVE_INFINITY);
            if (nextError < error) {
                boolean done = error - nextError <= CLOSE * error;
                best = next.get();
                error = nextError;
                damping /= 10;
                if (done) {
                    break;
                }
            } else {
                damping *= 10;
            }
        }
        return best;
    }

    private Optional<double[]> step(double[] at, double damping) {
        int size = terms.count();
        double[][] a = new double[size][size];
        double[] b = new double[size];
        for (Point point : points) {
            add(
                    a,
                    b,
                    slopes(at, point.n()),
                    1,
                    point.throughput() - terms.usl(at).throughput(point.n()));
        }
        for (int i = 0; i < size; i++) {
            a[i][i] *= 1 + damping;
        }
        return LinearSystem.solve(a, b).map(change -> {
            double[] next = at.clone();
            for (int i = 0; i < size; i++) {
                next[i] += change[i];
            }
            return next;
        });
    }

    /** Derivatives of throughput by lambda, sigma and kappa. */
    private double[] slopes(double[] at, double n) {
        Usl usl = terms.usl(at);
        double divisor = 1 + usl.sigma() * (n - 1) + usl.kappa() * n * (n - 1);
        double[] slopes = terms.columns(n);
        slopes[0] = n / divisor;
        for (int i = 1; i < slopes.length; i++) {
            slopes[i] *= -usl.lambda() * n / (divisor * divisor);
        }
        return slopes;
    }

    private double error(double[] at) {
        Usl usl = terms.usl(at);
        double error = 0;
        for (Point point : points) {
            double off = point.throughput() - usl.throughput(point.n());
            error += off * off;
        }
        return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
    }

    private static void add(double[][] a, double[] b, double[] columns, double weight, double value) {
        for (int i = 0; i < columns.length; i++) {
            b[i] += weight * columns[i] * value;
            for (int k = 0; k < columns.length; k++) {
                a[i][k] += weight * columns[i] * columns[k];
            }
        }
    }
}
