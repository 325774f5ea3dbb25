package io.flyball.policy.limit;

import java.util.Optional;

/**
 * Gathers samples into windows of about a second and shows the limit inside one sample per window, so that single slow
 * requests do not move it. A window of too few samples is thrown away.
 *
 * @param untilNanos the first sample that ends later closes the window
 */
public record Windowed(Settings settings, AdmissionLimit inside, SampleWindow window, long untilNanos)
        implements AdmissionLimit {
    /**
     * @param leastSamples a window of fewer says nothing
     * @param leastRttNanos quicker requests did not do any work and are not looked at
     */
    public record Settings(long leastNanos, long mostNanos, int leastSamples, long leastRttNanos) {
        public static final Settings DEFAULTS = new Settings(1_000_000_000, 1_000_000_000, 10, 100_000);
    }

    /** The next state, and the sample that the limit inside was shown, if any. */
    public record Gathered(Windowed next, Optional<LimitSample> shown, String reason) {}

    public static Windowed of(Settings settings, SampleWindow window, AdmissionLimit inside) {
        return new Windowed(settings, inside, window, 0);
    }

    @Override
    public int limit() {
        return inside.limit();
    }

    @Override
    public Step next(LimitSample sample) {
        Gathered gathered = gather(sample);
        return new Step(gathered.next(), gathered.reason());
    }

    public Gathered gather(LimitSample sample) {
        if (sample.rttNanos() < Math.max(1, settings.leastRttNanos()) || sample.inflight() < 0) {
            return new Gathered(this, Optional.empty(), "too quick to be work: not looked at");
        }
        SampleWindow fuller = window.add(sample.rttNanos(), sample.inflight(), sample.dropped());
        if (sample.endNanos() <= untilNanos) {
            return new Gathered(
                    new Windowed(settings, inside, fuller, untilNanos), Optional.empty(), "the window is not over");
        }
        long length = Math.min(Math.max(fuller.leastNanos() * 2, settings.leastNanos()), settings.mostNanos());
        long until = sample.endNanos() + length;
        if (fuller.count() < settings.leastSamples()) {
            return new Gathered(
                    new Windowed(settings, inside, window.cleared(), until),
                    Optional.empty(),
                    "a window of %d samples is too little: %d are needed"
                            .formatted(fuller.count(), settings.leastSamples()));
        }
        LimitSample shown =
                new LimitSample(sample.startNanos(), fuller.trackedNanos(), fuller.mostInflight(), fuller.dropped());
        Step step = inside.next(shown);
        return new Gathered(
                new Windowed(settings, step.next(), window.cleared(), until), Optional.of(shown), step.reason());
    }
}
