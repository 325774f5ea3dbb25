package io.flyball.policy.capacity;

import java.util.Locale;
import java.util.Optional;

/** Capacity per instance as learned, or why it is not. */
public sealed interface LearnedCapacity {
    /** In words: {@code learned 412 req/s per instance at 60 % utilization, 95 % interval 395..430, from 214 points}. */
    String verdict();

    /**
     * A number with its interval.
     *
     * @param perInstance requests per second that an instance carries at the target
     * @param low lower end of the 95 % interval
     * @param high upper end of it
     * @param scaling how capacity grows with the count; empty while the counts seen are too alike
     */
    record Learned(
            double perInstance,
            double low,
            double high,
            double target,
            long points,
            String signal,
            Optional<Usl> scaling)
            implements LearnedCapacity {
        /** 1 less half the interval as a share of the estimate: 400 with 360..440 is known to 0.9. */
        public double confidence() {
            return Math.max(0, 1 - (high - low) / 2 / perInstance);
        }

        @Override
        public String verdict() {
            return String.format(
                    Locale.ROOT,
                    "learned %s req/s per instance at %s, 95 %% interval %s..%s, from %d points%s",
                    show(perInstance),
                    signal,
                    show(low),
                    show(high),
                    points,
                    scaling.map(Learned::words).orElse(""));
        }

        private static String words(Usl usl) {
            String peak = usl.peak().isPresent()
                    ? String.format(
                            Locale.ROOT, ", most at %.0f instances", usl.peak().getAsDouble())
                    : "";
            return String.format(
                    Locale.ROOT,
                    "; contention %.1f %%, coherency %.3f %%%s",
                    usl.sigma() * 100,
                    usl.kappa() * 100,
                    peak);
        }
    }

    /** No number, and why. */
    record NotLearned(String reason) implements LearnedCapacity {
        @Override
        public String verdict() {
            return "not learned: " + reason;
        }
    }

    private static String show(double value) {
        String format = value >= 1e15 || value < 10 ? "%.3g" : value >= 100 ? "%.0f" : "%.1f";
        return String.format(Locale.ROOT, format, value);
    }
}
