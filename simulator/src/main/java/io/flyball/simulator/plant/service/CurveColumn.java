package io.flyball.simulator.plant.service;

/**
 * What a pool of threads does with one mix of CPU and waiting, in units of a lone request's time.
 *
 * <p>Arrivals are Poisson; with n requests inside they leave at the rate {@link ClosedThroughput} of min(n, threads). The
 * stationary distribution of that birth-death process gives, for each utilization rho of the {@link #capacity}, the busy
 * threads and the probability of having to wait; the number that wait is that of M/M/c times the Allen-Cunneen factor
 * {@code (ca2 + cs2) / 2}: {@code inside = busy + factor x waits x rho / (1 - rho)}. For waiting only this is M/M/c with
 * Erlang's C, for one thread the Pollaczek-Khinchine formula.
 *
 * <p>Turned round (throughput over requests inside) it is tabled over {@code u = inside / (inside + threads)}.
 */
final class CurveColumn {
    static final int POINTS = 256;
    private static final double HUGE = 1e200;
    private static final int HALVINGS = 60;

    /** Most throughput. */
    final double capacity;
    /** Progress of a request inside, 1 = as if alone, when arrivals are independent of what is inside. */
    final double[] open = new double[POINTS + 1];
    /** The same when the number inside does not vary. */
    final double[] fixed = new double[POINTS + 1];
    /** Busy threads over {@code u}. */
    final double[] busy = new double[POINTS + 1];
    /** Busy threads over the utilization. */
    private final double[] busyAt = new double[POINTS + 1];
    /** Probability to wait for a thread, over the utilization. */
    private final double[] waitsAt = new double[POINTS + 1];

    private final double factor;

    CurveColumn(double[] throughput, double factor) {
        this.factor = factor;
        int threads = throughput.length - 1;
        capacity = throughput[threads];
        for (int i = 0; i <= POINTS; i++) {
            stationary(i, throughput);
        }
        for (int i = 0; i <= POINTS; i++) {
            double u = (double) i / POINTS;
            turnRound(i, u == 1 ? Double.POSITIVE_INFINITY : threads * u / (1 - u), throughput);
        }
    }

    private void stationary(int i, double[] throughput) {
        int threads = throughput.length - 1;
        double rho = (double) i / POINTS;
        if (i == 0 || i == POINTS) {
            busyAt[i] = i == 0 ? 0 : threads;
            waitsAt[i] = i == 0 ? 0 : 1;
            return;
        }
        double arrivals = rho * capacity;
        double weight = 1;
        double all = 1;
        double inside = 0;
        for (int n = 1; n < threads; n++) {
            weight *= arrivals / throughput[n];
            all += weight;
            inside += n * weight;
            if (all > HUGE) {
                weight /= HUGE;
                all /= HUGE;
                inside /= HUGE;
            }
        }
        double waiting = weight * rho / (1 - rho);
        all += waiting;
        busyAt[i] = (inside + threads * waiting) / all;
        waitsAt[i] = waiting / all;
    }

    private void turnRound(int i, double inside, double[] throughput) {
        int threads = throughput.length - 1;
        if (inside == 0 || Double.isInfinite(inside)) {
            open[i] = inside == 0 ? 1 : 0;
            fixed[i] = open[i];
            busy[i] = inside == 0 ? 0 : threads;
            return;
        }
        double low = 0;
        double high = 1;
        for (int k = 0; k < HALVINGS; k++) {
            double middle = (low + high) / 2;
            if (inside(middle) < inside) {
                low = middle;
            } else {
                high = middle;
            }
        }
        open[i] = Math.min(1, low * capacity / inside);
        busy[i] = Math.min(inside, at(busyAt, low));
        int below = (int) Math.min(threads, inside);
        double rest = below == threads ? 0 : inside - below;
        double sure = throughput[below] + (rest > 0 ? rest * (throughput[below + 1] - throughput[below]) : 0);
        fixed[i] = sure / inside;
    }

    /** Mean number inside at the utilization {@code rho}, which is below 1. */
    double inside(double rho) {
        return at(busyAt, rho) + waiting(rho);
    }

    /** Mean number that wait. */
    double waiting(double rho) {
        return rho < 1 ? factor * waits(rho) * rho / (1 - rho) : Double.POSITIVE_INFINITY;
    }

    /** Probability that an arrival has to wait. */
    double waits(double rho) {
        return at(waitsAt, rho);
    }

    private static double at(double[] table, double rho) {
        double place = Math.max(0, Math.min(1, rho)) * POINTS;
        int i = Math.min(POINTS - 1, (int) place);
        return table[i] + (place - i) * (table[i + 1] - table[i]);
    }
}
