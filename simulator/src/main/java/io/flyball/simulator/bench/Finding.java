package io.flyball.simulator.bench;

import java.util.Locale;
import java.util.Optional;

/** One figure with its unit, and the floor or ceiling it is held against where there is one. */
record Finding(String name, double value, String unit, Optional<Bound> bound) {
    /** A wanted limit of a figure. */
    record Bound(double limit, boolean atMost) {
        boolean holds(double value) {
            return atMost ? value <= limit : value >= limit;
        }

        @Override
        public String toString() {
            return (atMost ? "<= " : ">= ") + show(limit);
        }
    }

    static Finding of(String name, double value, String unit) {
        return new Finding(name, value, unit, Optional.empty());
    }

    Finding atMost(double limit) {
        return new Finding(name, value, unit, Optional.of(new Bound(limit, true)));
    }

    Finding atLeast(double limit) {
        return new Finding(name, value, unit, Optional.of(new Bound(limit, false)));
    }

    String verdict() {
        return bound.map(limit -> limit.holds(value) ? "met" : "missed").orElse("");
    }

    /** Three digits that count; whole from a hundred on. */
    static String show(double value) {
        double size = Math.abs(value);
        String format = size == Math.rint(size) || size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, size < 1 && size != Math.rint(size) ? "%.3f" : format, value);
    }
}
