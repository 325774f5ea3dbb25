package io.flyball.simulator.plant.service;

/** How fast requests leave a pool of threads, by how many are inside: {@link WorkerCurve} under present conditions. */
final class Pace {
    private WorkerCurve curve;
    private CurveColumn lower;
    private CurveColumn upper;
    private double mix;
    private double share = -1;
    private double alone = 1;
    private double most = Double.POSITIVE_INFINITY;
    /** Weight of the curve of a number inside that does not vary, [0, 1]. */
    double sure;
    /** Requests per second, and what one more inside adds; of the last {@link #at}. */
    double flow;

    double slope;

    Pace(WorkerCurve curve) {
        resize(curve);
    }

    void resize(WorkerCurve next) {
        curve = next;
        share = -1;
        conditions(0, alone, most);
    }

    int threads() {
        return curve.threads();
    }

    /** Of Allen and Cunneen. */
    double factor() {
        return curve.factor();
    }

    /**
     * How requests do from now on.
     *
     * @param cpuSeconds that one takes, alone
     * @param waitSeconds that one takes, alone
     * @param mostThroughput that something else allows, e.g. the pool of connections
     */
    void conditions(double cpuSeconds, double waitSeconds, double mostThroughput) {
        alone = cpuSeconds + waitSeconds;
        most = mostThroughput;
        double cpuShare = cpuSeconds / alone;
        if (Math.abs(cpuShare - share) > 1e-4 * share) {
            share = cpuShare;
            double place = WorkerCurve.place(cpuShare);
            mix = place - (int) place;
            lower = curve.column((int) place);
            upper = mix == 0 ? lower : curve.column((int) place + 1);
        }
    }

    /** Most throughput with every thread busy. */
    double capacity() {
        return Math.min(most, (lower.capacity + mix * (upper.capacity - lower.capacity)) / alone);
    }

    /** Seconds of a request that never waits for anybody. */
    double alone() {
        return alone;
    }

    /** Sets {@link #flow} and {@link #slope}. */
    void at(double n) {
        int threads = curve.threads();
        double whole = n + threads;
        double place = n / whole * CurveColumn.POINTS;
        int i = Math.min(CurveColumn.POINTS - 1, (int) place);
        double rest = place - i;
        double here = blend(i);
        if (i == CurveColumn.POINTS - 1) { // so many inside that there is no more to gain
            flow = Math.min(most, here * i * threads / alone);
            slope = 0;
            return;
        }
        double rise = blend(i + 1) - here;
        double progress = here + rest * rise;
        flow = n * progress / alone;
        slope = (progress + n * rise * CurveColumn.POINTS * threads / (whole * whole)) / alone;
        if (flow >= most) {
            flow = most;
            slope = 0;
        }
    }

    private double blend(int i) {
        double open = lower.open[i] + mix * (upper.open[i] - lower.open[i]);
        return sure == 0 ? open : open + sure * (lower.fixed[i] + mix * (upper.fixed[i] - lower.fixed[i]) - open);
    }

    /** Share of arrivals that wait for a thread at a utilization below 1. */
    double waits(double rho) {
        return lower.waits(rho) + mix * (upper.waits(rho) - lower.waits(rho));
    }

    /** Mean number that wait for a thread, in the long run, at a utilization below 1. */
    double waiting(double rho) {
        return lower.waiting(rho) + mix * (upper.waiting(rho) - lower.waiting(rho));
    }

    /** Threads at work when {@code n} requests are inside. */
    double busy(double n) {
        double place = n / (n + curve.threads()) * CurveColumn.POINTS;
        int i = Math.min(CurveColumn.POINTS - 1, (int) place);
        double open = lower.busy[i] + (place - i) * (lower.busy[i + 1] - lower.busy[i]);
        double one = Math.min(n, curve.threads());
        return Math.min(one, open + sure * (one - open));
    }
}
