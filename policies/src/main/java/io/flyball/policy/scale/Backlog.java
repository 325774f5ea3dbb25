package io.flyball.policy.scale;

import java.time.Duration;

/**
 * Work that waits: enough instances to serve what arrives and to drain what waits in time.
 *
 * <p>Example: 1,200 waiting, 80/s arrive, 25/s served by each, to be drained in 60 s: (80 + 1,200/60) / 25 = 4. When the
 * oldest waits longer than the time for draining although the count should do, one more.
 *
 * @param waiting in the queue; NaN when not measured, which never counts as empty
 * @param arrivals per second
 * @param servedEach per second by one busy instance
 * @param oldest how long the oldest one waits, in seconds; NaN when not known
 * @param drain how long draining may take
 */
public record Backlog(double waiting, double arrivals, double servedEach, double oldest, Duration drain) {
    public Proposal propose(int current) {
        if (!isRate(waiting) || !isRate(arrivals) || !isRate(servedEach) || servedEach == 0) {
            return Proposal.failed("queue: its length, arrivals or service rate are not known");
        }
        double seconds = Math.max(1, drain.toSeconds());
        double rate = arrivals + waiting / seconds;
        int needed = Replicas.ceil(rate / servedEach);
        boolean isLate = oldest > seconds && needed <= current;
        String said = "queue: %s waiting, %s/s arrive, drained in %s s by %s/s, %s/s each -> %d"
                .formatted(
                        Numbers.show(waiting),
                        Numbers.show(arrivals),
                        Numbers.show(seconds),
                        Numbers.show(rate),
                        Numbers.show(servedEach),
                        needed);
        return isLate
                ? Proposal.of(more(current), said + "; the oldest waits " + Numbers.show(oldest) + " s: one more")
                : Proposal.of(needed, said);
    }

    private static boolean isRate(double value) {
        return value >= 0 && Double.isFinite(value);
    }

    private static int more(int current) {
        return current == Integer.MAX_VALUE ? current : current + 1;
    }
}
