package io.flyball.policy.headroom;

/**
 * One level, how the load rose from it, and how good its promises were.
 *
 * @param rise quantile of the rises, as of the last lesson
 * @param loss sum of the pinball losses of its promises, newer ones counting more
 * @param judged decayed number of promises
 */
record Candidate(RiseCounts rises, double rise, double loss, double judged) {
    static final Candidate NEW = new Candidate(RiseCounts.NONE, Double.NaN, 0, 0);

    /** Cases without which nothing is promised: about an hour. */
    private static final int FEWEST_CASES = 60;
    /** Promises without which it is not trusted: about four hours. */
    private static final int FEWEST_JUDGED = 240;

    Candidate learning(double level, double promised, double came, double quantile, double fade) {
        if (Double.isNaN(level)) {
            return this;
        }
        RiseCounts next = rises.plus(level, came, fade);
        double known = next.total() < FEWEST_CASES * 0.9 ? Double.NaN : next.rise(quantile);
        if (Double.isNaN(promised)) {
            return new Candidate(next, known, loss, judged);
        }
        double over = came - promised;
        double pinball = over > 0 ? quantile * over : (quantile - 1) * over;
        return new Candidate(next, known, loss * fade + pinball, judged * fade + 1);
    }

    /** What is promised not to be exceeded from this level on; NaN where nothing can be. */
    double promise(double level) {
        if (Double.isNaN(rise) || Double.isNaN(level)) {
            return Double.NaN;
        }
        double root = Math.sqrt(Math.max(0, level)) + rise;
        return root <= 0 ? 0 : root * root;
    }

    boolean isTrusted() {
        return judged >= FEWEST_JUDGED * 0.9;
    }

    double meanLoss() {
        return loss / judged;
    }
}
