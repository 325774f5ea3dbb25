package io.flyball.simulator.plant.service;

/**
 * The {@link CurveColumn}s of one size of a pool of threads, worked out when they are first needed. Columns lie a quarter of
 * an octave of the CPU's share apart; column 0 is for work without any.
 */
final class WorkerCurve {
    private static final int PER_OCTAVE = 4;
    private static final int OCTAVES = 14;
    private static final int COLUMNS = PER_OCTAVE * OCTAVES + 2;
    private static final double LOG_2 = StrictMath.log(2);

    private final int threads;
    private final int cores;
    private final double sigma;
    private final double kappa;
    private final double factor;
    private final CurveColumn[] columns = new CurveColumn[COLUMNS];

    /** @param factor of Allen and Cunneen, half the sum of both squared coefficients of variation */
    WorkerCurve(int threads, int cores, double sigma, double kappa, double factor) {
        this.threads = threads;
        this.cores = cores;
        this.sigma = sigma;
        this.kappa = kappa;
        this.factor = factor;
    }

    int threads() {
        return threads;
    }

    double factor() {
        return factor;
    }

    /** Place of a mix: the whole part names a column, the rest is the weight of the next. */
    static double place(double cpuShare) {
        if (!(cpuShare > 0)) {
            return 0;
        }
        double octaves = OCTAVES + StrictMath.log(Math.min(1, cpuShare)) / LOG_2;
        return octaves <= 0 ? 0 : 1 + octaves * PER_OCTAVE;
    }

    CurveColumn column(int index) {
        int i = Math.min(COLUMNS - 1, index);
        if (columns[i] == null) {
            double share = i == 0 ? 0 : StrictMath.pow(2, (double) (i - 1) / PER_OCTAVE - OCTAVES);
            columns[i] = new CurveColumn(ClosedThroughput.upTo(threads, cores, share, sigma, kappa), factor);
        }
        return columns[i];
    }
}
