package io.flyball.policy.automate;

import java.time.Duration;
import java.util.Locale;

/**
 * A bound on a metric that must be broken for a while, and a value at which it is whole again.
 *
 * <p>Example: above 0.85 for 1 min, clear 0.8: fires after a minute above 0.85, and is resolved at 0.8 or less; 0.83
 * changes nothing.
 *
 * @param above true: broken above {@code value}; false: broken below it
 * @param lasting how long it must be broken without a break; zero: at once
 * @param clear not above {@code value} where {@code above}, else not below it
 */
public record AlertRule(String metric, boolean above, double value, Duration lasting, double clear) {
    public AlertRule {
        require(!metric.isBlank(), "metric", "'" + metric + "'", "given");
        require(Double.isFinite(value), "value", value, "finite");
        require(!lasting.isNegative(), "for", lasting, "zero or longer");
        require(above ? clear <= value : clear >= value, "clear", clear, (above ? "at most " : "at least ") + value);
    }

    boolean isBroken(double reading) {
        return above ? reading > value : reading < value;
    }

    boolean isCleared(double reading) {
        return above ? reading <= clear : reading >= clear;
    }

    private static void require(boolean holds, String name, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(name + " = " + value + ": must be " + rule);
        }
    }

    /** {@code heap.live.ratio above 0.85}. */
    @Override
    public String toString() {
        return "%s %s %s".formatted(metric, above ? "above" : "below", isWhole(value) ? show(value) : value);
    }

    static String show(double value) {
        return isWhole(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.4g", value);
    }

    private static boolean isWhole(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15;
    }
}
