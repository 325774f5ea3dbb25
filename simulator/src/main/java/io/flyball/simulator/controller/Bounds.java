package io.flyball.simulator.controller;

/** Fewest and most instances that a controller may order. */
public record Bounds(int min, int max) {
    public Bounds {
        if (min < 0 || max < min) {
            throw new IllegalArgumentException("bounds = [%d, %d]: must be 0 <= min <= max".formatted(min, max));
        }
    }

    public int hold(double count) {
        return (int) Math.min(Math.max(count, min), max);
    }
}
