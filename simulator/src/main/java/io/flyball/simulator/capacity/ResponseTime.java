package io.flyball.simulator.capacity;

/**
 * Response time of one instance at a load: its service time plus the wait for a processor in an M/G/c queue. A share
 * {@link ErlangC} waits, exponentially long, with the mean of Allen and Cunneen:
 * {@code W = C D / (c (1 - rho)) x (ca^2 + cs^2) / 2} (Allen, Probability, Statistics and Queueing Theory, 1990).
 *
 * <p>Example: 1 processor, 10 ms of it per request, 50/s: C = 0.5, mean wait 10 ms; with 10 ms of service, exponential, in all
 * 20 ms and a p99 of 20 x ln 100 = 92.1 ms.
 *
 * @param capacity requests per second that keep the instance 100 % busy, above 0
 * @param servers processors, at least 1
 * @param variability {@code (ca^2 + cs^2) / 2}: 1 for random arrivals and exponential work, more for bursts
 */
public record ResponseTime(ServiceTime service, double capacity, int servers, double variability) {
    private static final int HALVINGS = 200;

    /** @param cores fractions are taken as whole processors that are as fast together */
    static ResponseTime of(ServiceTime service, double capacity, double cores, double variability) {
        int servers = (int) Math.max(1, Math.min(ErlangC.MOST_SERVERS, StrictMath.rint(cores)));
        return new ResponseTime(service, capacity, servers, variability);
    }

    ResponseTime withService(ServiceTime other) {
        return new ResponseTime(other, capacity, servers, variability);
    }

    ResponseTime withVariability(double other) {
        return new ResponseTime(service, capacity, servers, other);
    }

    /** Mean of all waits, seconds; infinite where the load is all that the instance carries, or more. */
    public double meanWait(double load) {
        return load >= capacity ? Double.POSITIVE_INFINITY : waiting(load) * meanOfThoseThatWait(load);
    }

    public double mean(double load) {
        return service.mean() + meanWait(load);
    }

    /** Share of requests that take longer than {@code seconds}. */
    double longer(double load, double seconds) {
        return load >= capacity ? 1 : longer(seconds, waiting(load), meanOfThoseThatWait(load));
    }

    private double longer(double seconds, double share, double meanWait) {
        double beyond = seconds - service.fixed();
        if (beyond <= 0) {
            return 1;
        }
        double alone = StrictMath.exp(-beyond / service.spread());
        return (1 - share) * alone + share * sumLonger(1 / service.spread(), 1 / meanWait, beyond);
    }

    /** @param share e.g. 0.99; below 1 */
    public double quantile(double load, double share) {
        if (load >= capacity) {
            return Double.POSITIVE_INFINITY;
        }
        double waiting = waiting(load);
        double wait = meanOfThoseThatWait(load);
        double high = Math.max(1e-6, service.p99());
        while (longer(high, waiting, wait) > 1 - share && high < 1e12) {
            high *= 2;
        }
        double low = 0;
        for (int i = 0; i < HALVINGS && high - low > 1e-9 * high; i++) {
            double middle = (low + high) / 2;
            if (longer(middle, waiting, wait) > 1 - share) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private double waiting(double load) {
        return ErlangC.waiting(servers, servers * load / capacity);
    }

    private double meanOfThoseThatWait(double load) {
        return Math.max(Double.MIN_NORMAL, variability / (capacity - load));
    }

    /** That the sum of two exponential times is longer than {@code t}. */
    private static double sumLonger(double one, double other, double t) {
        double first = StrictMath.exp(-one * t);
        if (Math.abs(one - other) <= 1e-6 * one) {
            return (1 + one * t) * first;
        }
        double second = StrictMath.exp(-other * t);
        return Math.max(0, Math.min(1, (other * first - one * second) / (other - one)));
    }
}
