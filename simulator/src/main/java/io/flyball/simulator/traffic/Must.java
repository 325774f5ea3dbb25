package io.flyball.simulator.traffic;

import java.time.Duration;

/** Refuses numbers that no load can be made of: {@code <name> = <value>: must be <rule>}. */
public final class Must {
    private Must() {}

    /** A rate, height or factor: finite and at least 0. */
    public static double rate(String name, double value) {
        return that(value >= 0 && value <= Double.MAX_VALUE, name, value, "a number from 0 up");
    }

    public static double share(String name, double value) {
        return that(value >= 0 && value <= 1, name, value, "a share from 0 to 1");
    }

    public static double above(String name, double value, double least) {
        return that(value > least && value <= Double.MAX_VALUE, name, value, "a number above " + least);
    }

    public static Duration notNegative(String name, Duration value) {
        return that(!value.isNegative(), name, value, "zero or longer");
    }

    public static Duration positive(String name, Duration value) {
        return that(value.toMillis() > 0, name, value, "1 ms or longer");
    }

    public static <T> T that(boolean holds, String name, T value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(name + " = " + value + ": must be " + rule);
        }
        return value;
    }
}
