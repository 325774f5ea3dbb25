package io.flyball.policy.analyze.change;

import java.util.Locale;
import java.util.Optional;

/**
 * Page and Hinkley's test for a series that is read value by value: has the level risen or fallen, within minutes.
 *
 * <p>Over a baseline of the latest values (mean, deviation s, lag-1 autocorrelation r) it sums what exceeds the mean by
 * more than the slack, {@code up = max(0, up + z - slack)} with {@code z = (value - mean) / s}, and what falls below it
 * likewise, and alarms when a sum exceeds {@code limit * (1 + r) / (1 - r)}: noise that remembers makes longer runs by
 * itself. One value counts at most {@value #MOST} deviations, so that no single outlier alarms. After an alarm the new
 * level is learned. A state has constant size; missing values change nothing.
 *
 * <p>Example: mean 20 ms, s = 1 ms, r = 0, then 23 ms for good: z = 3, each value adds 2.5, the fifth exceeds 10.
 */
public final class PageHinkley {
    static final double MOST = 4;

    private final Settings settings;
    private final Baseline baseline;
    private final Run up;
    private final Run down;

    private PageHinkley(Settings settings, Baseline baseline, Run up, Run down) {
        this.settings = settings;
        this.baseline = baseline;
        this.up = up;
        this.down = down;
    }

    /**
     * @param warmUp values that the baseline needs before anything is judged, at least 10
     * @param memory values that the baseline remembers, at least {@code warmUp}
     * @param slack deviations that are no change, positive
     * @param limit of the sum in deviations, for noise that does not remember, positive
     */
    public record Settings(int warmUp, int memory, double slack, double limit) {
        public static final Settings DEFAULTS = new Settings(60, 360, 0.5, 10);

        public Settings {
            require(warmUp >= 10, "warmUp", warmUp, "at least 10");
            require(memory >= warmUp, "memory", memory, "at least warmUp");
            require(slack > 0, "slack", slack, "positive");
            require(limit > 0, "limit", limit, "positive");
        }

        private static void require(boolean kept, String name, Number value, String rule) {
            if (!kept) {
                throw new IllegalArgumentException("%s = %s: must be %s".formatted(name, value, rule));
            }
        }
    }

    /**
     * The level changed.
     *
     * @param rising or falling
     * @param before mean of the baseline
     * @param after mean since the change
     * @param samples how many values ago, this one included, the change began
     */
    public record Alarm(boolean rising, double before, double after, int samples, String reason) {}

    /** What one value led to. */
    public record Seen(PageHinkley next, Optional<Alarm> alarm) {}

    /** A sum that runs, since how many values, and the sum of these values' deviations. */
    private record Run(double sum, int length, double deviations) {
        static final Run NONE = new Run(0, 0, 0);

        Run plus(double excess, double deviation) {
            double next = sum + excess;
            return next > 0 ? new Run(next, length + 1, deviations + deviation) : NONE;
        }
    }

    public static PageHinkley start(Settings settings) {
        return new PageHinkley(settings, Baseline.EMPTY, Run.NONE, Run.NONE);
    }

    public Seen observe(double value) {
        if (!Double.isFinite(value)) {
            return new Seen(this, Optional.empty());
        }
        Baseline learned = baseline.plus(value, settings.memory());
        if (baseline.count() < settings.warmUp()) {
            return new Seen(new PageHinkley(settings, learned, up, down), Optional.empty());
        }
        double deviation = baseline.deviation();
        double away = value - baseline.mean();
        double z = deviation > 0 ? Math.max(-MOST, Math.min(MOST, away / deviation)) : Math.signum(away) * MOST;
        Run rising = up.plus(z - settings.slack(), away);
        Run falling = down.plus(-z - settings.slack(), away);
        double limit = settings.limit() * baseline.inflation();
        if (rising.sum > limit || falling.sum > limit) {
            boolean rose = rising.sum > limit;
            Alarm alarm = alarm(rose, rose ? rising : falling, limit);
            return new Seen(start(settings), Optional.of(alarm));
        }
        Baseline next = Math.abs(z) < MOST ? learned : baseline; // outliers are not learned
        return new Seen(new PageHinkley(settings, next, rising, falling), Optional.empty());
    }

    private Alarm alarm(boolean rose, Run run, double limit) {
        double after = baseline.mean() + run.deviations / run.length;
        String reason = String.format(
                Locale.ROOT,
                "%s for %d samples: %.6g -> %.6g, sum %.1f deviations over the limit of %.1f, autocorrelation %.2f",
                rose ? "risen" : "fallen",
                run.length,
                baseline.mean(),
                after,
                run.sum,
                limit,
                baseline.correlation());
        return new Alarm(rose, baseline.mean(), after, run.length, reason);
    }
}
