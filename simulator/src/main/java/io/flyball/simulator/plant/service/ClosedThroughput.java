package io.flyball.simulator.plant.service;

/**
 * Throughput of {@code n} requests that hold a thread each and are replaced as they end: a closed network of processors,
 * shared in turn, and a delay. Exact for any distribution of both times (product form; Baskett, Chandy, Muntz and Palacios
 * 1975), then divided by {@code 1 + sigma (n - 1) + kappa n (n - 1)} (Gunther's universal scalability law).
 *
 * <p>The unit of time is the time that a lone request takes. Example: 1 core, all CPU: 1 for every n. Half CPU, 1 core:
 * n = 2: weights 1, 2, 2, so that the core is busy for 4/5 of the time and the throughput is 0.8 / 0.5 = 1.6.
 */
final class ClosedThroughput {
    /** Beyond this many, only so many sizes are worked out; between them lines. */
    private static final int EXACT = 256;

    private static final double HUGE = 1e200;

    private ClosedThroughput() {}

    /** @return for n = 0 to {@code most} */
    static double[] upTo(int most, int cores, double cpuShare, double sigma, double kappa) {
        double[] throughput = new double[most + 1];
        int done = 0;
        while (done < most) {
            int step = Math.max(1, done / EXACT);
            int n = Math.min(most, done + step);
            throughput[n] = shared(n, cores, cpuShare);
            for (int between = done + 1; between < n; between++) {
                double at = (double) (between - done) / (n - done);
                throughput[between] = throughput[done] + at * (throughput[n] - throughput[done]);
            }
            done = n;
        }
        for (int n = 1; n <= most; n++) {
            throughput[n] /= 1 + sigma * (n - 1) + kappa * n * (n - 1.0);
        }
        return throughput;
    }

    private static double shared(int n, int cores, double cpuShare) {
        if (n <= cores || cpuShare <= 0) {
            return n;
        }
        if (cpuShare >= 1) {
            return cores;
        }
        double ratio = cpuShare / (1 - cpuShare);
        double weight = 1;
        double all = 1;
        double busy = 0;
        for (int k = 1; k <= n; k++) {
            weight *= (n - k + 1) * ratio / Math.min(k, cores);
            all += weight;
            busy += weight * Math.min(k, cores);
            if (all > HUGE) {
                weight /= HUGE;
                all /= HUGE;
                busy /= HUGE;
            }
        }
        return busy / all / cpuShare;
    }
}
