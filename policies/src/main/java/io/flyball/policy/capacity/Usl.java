package io.flyball.policy.capacity;

import java.util.OptionalDouble;

/**
 * Gunther's Universal Scalability Law: {@code X(N) = lambda N / (1 + sigma (N - 1) + kappa N (N - 1))}.
 *
 * <p>Example: lambda 995.6, sigma 0.0267, kappa 0.000769: 996/s at 1, 11,064/s at 20; the peak of 12,342/s is at 35, and
 * beyond it more makes it slower.
 *
 * @param lambda throughput of one, per second
 * @param sigma share of work that is done by one at a time (contention), at least 0
 * @param kappa cost of each pair agreeing with each other (coherency), at least 0
 */
public record Usl(double lambda, double sigma, double kappa) {
    /** Throughput at {@code n}, which may be a fraction. */
    public double throughput(double n) {
        return lambda * n / (1 + sigma * (n - 1) + kappa * n * (n - 1));
    }

    /** Time one request takes at concurrency {@code n}, by Little's law; seconds where throughput is per second. */
    public double latency(double n) {
        return n / throughput(n);
    }

    /** Where throughput is highest; empty when it grows for ever. */
    public OptionalDouble peak() {
        return kappa > 0 && sigma < 1 ? OptionalDouble.of(Math.sqrt((1 - sigma) / kappa)) : OptionalDouble.empty();
    }

    /** Highest whole concurrency before the peak. */
    public OptionalDouble wholePeak() {
        return peak().isPresent()
                ? OptionalDouble.of(Math.max(1, Math.floor(peak().getAsDouble())))
                : OptionalDouble.empty();
    }

    /**
     * Least {@code n} that carries {@code throughput}: the smaller root of
     * {@code kappa X n^2 + (sigma X - kappa X - lambda) n + X (1 - sigma) = 0}. Empty when none does.
     */
    public OptionalDouble concurrencyFor(double throughput) {
        if (!(throughput > 0)) {
            return throughput == 0 ? OptionalDouble.of(0) : OptionalDouble.empty();
        }
        double a = kappa * throughput;
        double b = sigma * throughput - kappa * throughput - lambda;
        double c = throughput * (1 - sigma);
        double root = b * b - 4 * a * c;
        if (root < 0) {
            return OptionalDouble.empty();
        }
        double n = 2 * c / (-b + Math.sqrt(root)); // stable also where a is 0
        return Double.isFinite(n) && n > 0 ? OptionalDouble.of(n) : OptionalDouble.empty();
    }
}
