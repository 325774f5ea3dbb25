package io.flyball.policy.analyze.change;

/**
 * Mean, variance and lag-1 autocovariance of the latest values, in constant space: plain averages until {@code memory}
 * values, then each new value weighs 1 / memory.
 *
 * @param count values so far, at most the memory
 * @param last newest value
 */
record Baseline(int count, double mean, double variance, double covariance, double last) {
    static final Baseline EMPTY = new Baseline(0, 0, 0, 0, 0);

    private static final double MOST_CORRELATION = 0.95;

    Baseline plus(double value, int memory) {
        if (count == 0) {
            return new Baseline(1, value, 0, 0, value);
        }
        int next = Math.min(count + 1, memory);
        double weight = 1.0 / next;
        double away = value - mean;
        double moved = mean + weight * away;
        double spread = (1 - weight) * (variance + weight * away * away);
        double together = (1 - weight) * (covariance + weight * away * (last - mean));
        return Double.isFinite(spread) && Double.isFinite(together)
                ? new Baseline(next, moved, spread, together, value)
                : new Baseline(1, value, 0, 0, value);
    }

    double deviation() {
        return Math.sqrt(variance);
    }

    /** [0, 0.95]; what a short baseline cannot see of it is added: 4 / count. */
    double correlation() {
        double seen = variance > 0 ? covariance / variance : 0;
        return Math.min(MOST_CORRELATION, Math.max(0, seen > 0.2 ? seen + 4.0 / count : seen));
    }

    /** How much longer the runs of such noise are: {@code (1 + r) / (1 - r)}. */
    double inflation() {
        return (1 + correlation()) / (1 - correlation());
    }
}
