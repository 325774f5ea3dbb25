package io.flyball.app;

/** Lowest and highest value of one knob; both are allowed. */
record Bounds(String name, long min, long max) {
    Bounds {
        if (max < min) {
            throw new IllegalArgumentException(name + ": max = " + max + ": must be at least min (" + min + ")");
        }
    }

    long check(long value) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " = " + value + ": must be between " + min + " and " + max);
        }
        return value;
    }
}
