package io.flyball.policy.tune;

import java.util.Optional;

/**
 * Sizes a pool by trying: a step up is kept while throughput rises by at least {@code worth} of the relative growth, a
 * step down while it falls by less. For a node without peers to compare with; latency is a guard, not the signal.
 *
 * <p>A trial ends when its gain lies two standard errors from what it must reach, at the latest after 32 windows. After
 * each trial that failed the pause doubles, so that a pool at its best size is left alone.
 *
 * <p>Example: 30 -> 38 threads, 118 -> 127 req/s: ln(127/118) / ln(38/30) = 0.31 of the growth, at least 0.2: kept.
 *
 * @param threads what to set now
 * @param before what was in force before the trial; empty between trials
 * @param up direction of the next trial
 * @param skip windows to leave out while a change settles
 * @param pause windows until the next trial
 * @param failures trials in a row that were not kept
 */
public record ThreadClimb(
        Settings settings,
        int threads,
        Optional<Kept> before,
        Tally tally,
        boolean up,
        int skip,
        int pause,
        int failures) {
    private static final int LONGEST_PAUSE = 128;
    private static final double ERRORS = 2;

    /**
     * @param factor of one step, greater than 1
     * @param worth gain in throughput per growth in threads, both relative, below which more are not worth it, (0, 1)
     * @param least windows of a trial
     * @param most windows of a trial
     * @param ceilingSeconds latency that no trial upwards may pass; NaN = none
     * @param busyAbove a step up only while so much of the pool is busy, [0, 1]
     */
    public record Settings(
            int min,
            int max,
            double factor,
            double worth,
            int least,
            int most,
            double ceilingSeconds,
            double busyAbove) {
        public static final Settings DEFAULTS = new Settings(2, 200, 1.25, 0.2, 8, 32, Double.NaN, 0.9);
    }

    /** A size and what was seen at it. */
    public record Kept(int threads, Tally tally) {}

    /** The next state and why. */
    public record Step(ThreadClimb next, String reason) {}

    public static ThreadClimb from(int threads, Settings settings) {
        int bounded = Math.max(settings.min(), Math.min(settings.max(), threads));
        return new ThreadClimb(settings, bounded, Optional.empty(), Tally.EMPTY, true, 0, 0, 0);
    }

    /** One window, with {@link #threads} in force. Windows in which nothing was measured are left out. */
    public Step next(PoolWindow window) {
        double throughput = window.throughput().orElse(Double.NaN);
        double latency = window.latency().orElse(Double.NaN);
        if (!(throughput > 0 && Double.isFinite(throughput) && latency > 0 && Double.isFinite(latency))) {
            return new Step(this, "throughput or latency was not measured");
        }
        if (skip > 0) {
            return new Step(with(tally, skip - 1, pause), "the change to %d settles".formatted(threads));
        }
        Tally fuller = tally.add(throughput, latency);
        if (before.isPresent()) {
            return trial(before.get(), fuller);
        }
        if (fuller.count() < settings.least() || pause > 0) {
            return new Step(
                    with(fuller, 0, Math.max(0, pause - 1)),
                    "measuring %d threads, %d windows to the next trial"
                            .formatted(threads, Math.max(pause, settings.least() - (int) fuller.count())));
        }
        return start(fuller, window);
    }

    private Step start(Tally here, PoolWindow window) {
        boolean busy = window.busy().orElse(0) >= settings.busyAbove();
        int wanted = up
                ? Math.max(threads + 1, (int) Math.ceil(threads * settings.factor()))
                : Math.min(threads - 1, (int) Math.floor(threads / settings.factor()));
        int bounded = Math.max(settings.min(), Math.min(settings.max(), wanted));
        if (up && !busy) {
            return new Step(with(here, 0, 0), Numbers.show("%d threads are not all busy: no more are tried", threads));
        }
        if (bounded == threads) {
            return new Step(
                    new ThreadClimb(settings, threads, Optional.empty(), here, !up, 0, settings.least(), failures),
                    "%d threads is the bound: the other direction is next".formatted(threads));
        }
        return new Step(
                new ThreadClimb(
                        settings, bounded, Optional.of(new Kept(threads, here)), Tally.EMPTY, up, 1, 0, failures),
                Numbers.show("try %d instead of %d at %.1f req/s", bounded, threads, here.mean()));
    }

    private Step trial(Kept kept, Tally seen) {
        if (seen.count() < settings.least()) {
            return new Step(with(seen, 0, 0), "trial of %d threads: %.0f windows".formatted(threads, seen.count()));
        }
        double growth = Math.log((double) threads / kept.threads());
        double gain = Math.log(seen.mean() / kept.tally().mean()) / growth;
        double error = Math.hypot(seen.relativeError(), kept.tally().relativeError()) / Math.abs(growth);
        boolean tooSlow = up && seen.latency() > settings.ceilingSeconds();
        boolean told = Math.abs(gain - settings.worth()) > ERRORS * error || seen.count() >= settings.most();
        if (!told && !tooSlow) {
            return new Step(
                    with(seen, 0, 0),
                    Numbers.show("trial of %d threads: gain %.2f +- %.2f, not told yet", threads, gain, error));
        }
        String reason = Numbers.show(
                "%d -> %d threads: %.1f -> %.1f req/s, %.2f of the growth against %.2f",
                kept.threads(), threads, kept.tally().mean(), seen.mean(), gain, settings.worth());
        boolean keep = up ? gain >= settings.worth() && !tooSlow : gain <= settings.worth();
        if (keep) {
            return new Step(new ThreadClimb(settings, threads, Optional.empty(), seen, up, 0, 0, 0), reason + ": kept");
        }
        int rest = Math.min(LONGEST_PAUSE, settings.least() << Math.min(failures, 6));
        return new Step(
                new ThreadClimb(settings, kept.threads(), Optional.empty(), Tally.EMPTY, !up, 1, rest, failures + 1),
                reason + (tooSlow ? ": too slow, back" : ": back"));
    }

    private ThreadClimb with(Tally next, int skipped, int paused) {
        return new ThreadClimb(settings, threads, before, next, up, skipped, paused, failures);
    }
}
