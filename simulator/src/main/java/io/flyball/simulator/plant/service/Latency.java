package io.flyball.simulator.plant.service;

/**
 * Percentiles of the time that a request takes: the time on its thread, log-normal with the model's variation, plus a random
 * wait (0 for those that do not wait, else exponential: the tail of M/M/c, and of M/G/c in heavy traffic), plus the wait
 * behind a backlog, which is nearly the same for all: the sum of the times of those ahead.
 *
 * <p>The log-normal is taken at {@value #POINTS} places; between them the tail is
 * {@code P(T > t) = W + E exp(-(t - s) / theta)} with a closed form for the time at which it passes the share wanted.
 *
 * <p>Example: 50 ms without variation, nine of ten wait, 100 ms on average: p99 = 50 + 100 ln(90) = 500 ms.
 */
final class Latency {
    private static final int POINTS = 32;
    private static final double LEAST_WAIT = 1e-9;

    private final double[] times = new double[POINTS];
    private final double[] weights = new double[POINTS];
    private final double variation;

    /** @param variation squared coefficient of variation of the time on the thread */
    Latency(double variation) {
        this.variation = variation;
        double sigma = StrictMath.sqrt(StrictMath.log1p(variation));
        double all = 0;
        double mean = 0;
        for (int i = 0; i < POINTS; i++) {
            // evenly over four deviations on either side
            double z = -4 + 8.0 * i / (POINTS - 1);
            weights[i] = StrictMath.exp(-z * z / 2);
            times[i] = StrictMath.exp(sigma * z);
            all += weights[i];
            mean += weights[i] * times[i];
        }
        for (int i = 0; i < POINTS; i++) {
            weights[i] /= all;
            times[i] /= mean / all;
        }
    }

    /**
     * What happened to requests. Not changed after it was made.
     *
     * @param hold mean seconds on the thread
     * @param waits share that waits at random
     * @param waiting mean seconds of those that do
     * @param backlog seconds that everyone waits behind what came before
     * @param ahead requests in that backlog
     * @param pause seconds of one pause of the collector
     * @param pauses per second
     */
    record Shape(double hold, double waits, double waiting, double backlog, double ahead, double pause, double pauses) {
        double mean() {
            return hold + waits * waiting + backlog;
        }
    }

    /** @param share in (0, 1), e.g. 0.99 */
    double quantile(Shape shape, double share) {
        double beyond = 1 - share;
        double time = random(shape, beyond);
        if (shape.backlog > 0) {
            double z = share == 0.5 ? 0 : normal(share);
            // those ahead each take their time; how many they are, all know alike
            time += shape.backlog * (1 + z * Math.sqrt(variation / (shape.ahead + 1)));
        }
        double hit = Math.min(1, shape.pauses * (shape.pause + shape.hold));
        return hit > beyond ? time + shape.pause * (1 - beyond / hit) : time;
    }

    private double random(Shape shape, double beyond) {
        boolean waits = shape.waits * shape.waiting > LEAST_WAIT * shape.hold;
        double theta = waits ? shape.waiting : 1;
        double exponential = 0;
        double later = 1;
        double before = 0;
        for (int i = 0; i < POINTS; i++) {
            double here = times[i] * shape.hold;
            double left = waits && i > 0 ? exponential * StrictMath.exp(-(here - before) / theta) : 0;
            if (later + left <= beyond) {
                return before + theta * StrictMath.log(exponential / (beyond - later));
            }
            double right = left + (waits ? shape.waits * weights[i] : 0);
            if (later - weights[i] + right <= beyond) {
                return jump(i, shape.hold, (later + left - beyond) / (weights[i] - right + left));
            }
            exponential = right;
            later = Math.max(0, later - weights[i]);
            before = here;
        }
        return exponential > beyond ? before + theta * StrictMath.log(exponential / beyond) : before;
    }

    /** The weight of a place stands for the stretch halfway to its neighbours. */
    private double jump(int i, double hold, double done) {
        double from = i == 0 ? times[0] : (times[i - 1] + times[i]) / 2;
        double to = i == POINTS - 1 ? times[i] : (times[i] + times[i + 1]) / 2;
        return hold * (from + done * (to - from));
    }

    /** Standard normal quantile above one half, within 0.0005 (Abramowitz and Stegun 26.2.23). */
    private static double normal(double share) {
        double t = StrictMath.sqrt(-2 * StrictMath.log(1 - share));
        return t
                - (2.515517 + 0.802853 * t + 0.010328 * t * t)
                        / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t * t * t);
    }
}
