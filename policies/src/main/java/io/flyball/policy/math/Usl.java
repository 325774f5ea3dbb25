package io.flyball.policy.math;

/**
 * Universal scalability law: throughput {@code X(N) = gamma N / (1 + sigma (N - 1) + kappa N (N - 1))} of N workers.
 *
 * <p>Example: gamma 10, sigma 0.02, kappa 0.0005: the most is 156.8 at N = 44.3.
 *
 * @param gamma throughput of one worker
 * @param sigma share of the work that only one can do at a time, [0, 1]
 * @param kappa cost of keeping each pair of workers coherent, at least 0
 */
public record Usl(double gamma, double sigma, double kappa) {
    public double throughput(double workers) {
        return gamma * workers / (1 + sigma * (workers - 1) + kappa * workers * (workers - 1));
    }

    /** Workers at which throughput is highest, {@code sqrt((1 - sigma) / kappa)}; infinite without kappa. */
    public double peakWorkers() {
        return Math.sqrt((1 - sigma) / kappa);
    }

    /** Highest throughput; without kappa the bound that is approached, {@code gamma / sigma}. */
    public double peakThroughput() {
        return kappa > 0 ? throughput(peakWorkers()) : gamma / sigma;
    }

    /** Time inside of one request while all {@code workers} are busy, {@code N / X}. */
    public double time(double workers) {
        return workers / throughput(workers);
    }
}
