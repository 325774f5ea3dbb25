package io.flyball.cli.capacity;

import io.flyball.cli.series.TimeSeries;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Columns over the same times, NaN where one has no value.
 *
 * @param times epoch milliseconds, rising; empty where there is no history at all
 */
record Columns(long[] times, Map<String, double[]> values) {
    static final String LOAD = "load";
    static final String INSTANCES = "instances";
    static final Columns NONE = new Columns(new long[0], Map.of());

    /** Of two values at one time the later one counts. */
    static Columns of(Map<String, TimeSeries> series) {
        TreeMap<Long, Map<String, Double>> rows = new TreeMap<>();
        series.forEach((name, one) -> {
            for (int i = 0; i < one.size(); i++) {
                rows.computeIfAbsent(one.times()[i], at -> new LinkedHashMap<>())
                        .put(name, one.values()[i]);
            }
        });
        long[] times = rows.keySet().stream().mapToLong(Long::longValue).toArray();
        Map<String, double[]> values = new TreeMap<>();
        for (String name : series.keySet()) {
            double[] column = new double[times.length];
            Arrays.setAll(column, i -> rows.get(times[i]).getOrDefault(name, Double.NaN));
            values.put(name, column);
        }
        return new Columns(times, values);
    }

    /** With the load of the whole service, where what each of the instances had is known. */
    Columns withLoad(String perInstance) {
        if (values.containsKey(LOAD) || !values.containsKey(perInstance) || !values.containsKey(INSTANCES)) {
            return this;
        }
        double[] each = values.get(perInstance);
        double[] count = values.get(INSTANCES);
        double[] load = new double[times.length];
        Arrays.setAll(load, i -> each[i] * count[i]);
        Map<String, double[]> more = new TreeMap<>(values);
        more.put(LOAD, load);
        return new Columns(times, more);
    }
}
