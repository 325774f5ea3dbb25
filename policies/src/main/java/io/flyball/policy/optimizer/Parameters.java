package io.flyball.policy.optimizer;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a policy says to one optimizer, by name. A value that is not what the optimizer asks for throws, and that disables
 * the optimizer with this message until the policy is corrected.
 */
public record Parameters(Map<String, String> values) {
    public static final Parameters NONE = new Parameters(Map.of());

    public Parameters {
        values = Map.copyOf(values);
    }

    public String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    /** A number in [{@code min}, {@code max}]; percent are not read here, 0.7 is 70 %. */
    public double number(String name, double otherwise, double min, double max) {
        String text = values.get(name);
        if (text == null) {
            return otherwise;
        }
        double value = parsed(text);
        if (!(value >= min && value <= max)) {
            throw broken(name, "a number from " + min + " to " + max);
        }
        return value;
    }

    public long whole(String name, long otherwise, long min, long max) {
        String text = values.get(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("-?[0-9]{1,18}") || Long.parseLong(text) < min || Long.parseLong(text) > max) {
            throw broken(name, "a whole number from " + min + " to " + max);
        }
        return Long.parseLong(text);
    }

    /** Whole seconds. */
    public Duration seconds(String name, Duration otherwise) {
        return Duration.ofSeconds(whole(name, otherwise.toSeconds(), 1, 86_400));
    }

    private static double parsed(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private IllegalArgumentException broken(String name, String rule) {
        return new IllegalArgumentException("parameters." + name + " = " + values.get(name) + ": must be " + rule);
    }

    @Override
    public String toString() {
        return new TreeMap<>(values).toString();
    }
}
