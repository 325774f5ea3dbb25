package io.flyball.simulator.capacity;

import io.flyball.policy.math.Quantiles;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a service did: columns over time, NaN where nothing was measured.
 *
 * <p>{@link #LOAD} is requests per second of the whole service and {@link #INSTANCES} how many served; every other column is
 * named as in docs/operate/metrics.md and the mean over the instances.
 *
 * @param times epoch milliseconds, rising
 * @param isSimulated not measured but made by a model
 */
public record History(long[] times, Map<String, double[]> columns, boolean isSimulated) {
    public static final String LOAD = "load";
    public static final String INSTANCES = "instances";

    private static final double DAY = 86_400_000;

    public History {
        columns = new TreeMap<>(columns);
        for (Map.Entry<String, double[]> column : columns.entrySet()) {
            if (column.getValue().length != times.length) {
                throw new IllegalArgumentException(
                        "%s: must have %d values, one for each time".formatted(column.getKey(), times.length));
            }
        }
    }

    public History(long[] times, Map<String, double[]> columns) {
        this(times, columns, false);
    }

    public int size() {
        return times.length;
    }

    public double[] column(String name) {
        double[] found = columns.get(name);
        if (found != null) {
            return found;
        }
        double[] none = new double[times.length];
        Arrays.fill(none, Double.NaN);
        return none;
    }

    public boolean has(String name) {
        return Arrays.stream(column(name)).anyMatch(Double::isFinite);
    }

    /** NaN where nothing was measured. */
    public double quantile(String name, double p) {
        return Quantiles.of(Arrays.stream(column(name)).filter(Double::isFinite).toArray(), p);
    }

    public double mean(String name) {
        return Arrays.stream(column(name)).filter(Double::isFinite).average().orElse(Double.NaN);
    }

    /** Requests per second of each instance. */
    public double[] perInstance() {
        double[] load = column(LOAD);
        double[] instances = column(INSTANCES);
        double[] each = new double[times.length];
        Arrays.setAll(each, i -> instances[i] > 0 ? load[i] / instances[i] : Double.NaN);
        return each;
    }

    public double days() {
        return times.length < 2 ? 0 : (times[times.length - 1] - times[0]) / DAY;
    }

    /** E.g. {@code measured over 7.0 d}. */
    public String source() {
        return (isSimulated ? "simulated, a ramp of " : "measured over ") + span();
    }

    /** E.g. {@code 7.0 d}. */
    public String span() {
        double days = days();
        return days >= 1
                ? String.format(Locale.ROOT, "%.1f d", days)
                : days * 24 >= 1
                        ? String.format(Locale.ROOT, "%.1f h", days * 24)
                        : String.format(Locale.ROOT, "%.0f min", days * 1440);
    }
}
