package io.flyball.protocol.model;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * Named numbers as a map that is small and quick to read: sorted names, which samples of one node share, and an array.
 * 34 metrics take 300 bytes instead of 1,200. Immutable.
 */
final class NamedValues extends AbstractMap<String, Double> {
    private final String[] names;
    private final double[] values;

    private NamedValues(String[] names, double[] values) {
        this.names = names;
        this.values = values;
    }

    /** @throws NullPointerException where a name or a value is null */
    static NamedValues copyOf(Map<String, Double> map) {
        if (map instanceof NamedValues same) {
            return same;
        }
        String[] names = map.keySet().toArray(new String[0]);
        Arrays.sort(names);
        double[] values = new double[names.length];
        for (int i = 0; i < names.length; i++) {
            values[i] = map.get(names[i]);
        }
        return new NamedValues(names, values);
    }

    /** The same, with the names of {@code other} where they are equal, so that many samples keep them once. */
    NamedValues sharing(NamedValues other) {
        return names == other.names || !Arrays.equals(names, other.names) ? this : new NamedValues(other.names, values);
    }

    boolean shares(NamedValues other) {
        return names == other.names;
    }

    /** Negative where the name is absent. */
    int place(String name) {
        return Arrays.binarySearch(names, name);
    }

    /** NaN where the name is absent. */
    double value(String name) {
        int at = place(name);
        return at < 0 ? Double.NaN : values[at];
    }

    String name(int place) {
        return names[place];
    }

    double value(int place) {
        return values[place];
    }

    @Override
    public Double get(Object name) {
        double value = name instanceof String text ? value(text) : Double.NaN;
        return Double.isNaN(value) ? null : Double.valueOf(value);
    }

    @Override
    public boolean containsKey(Object name) {
        return name instanceof String text && place(text) >= 0;
    }

    @Override
    public int size() {
        return names.length;
    }

    @Override
    public Set<Entry<String, Double>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, Double>> iterator() {
                return new Entries();
            }

            @Override
            public int size() {
                return names.length;
            }
        };
    }

    private final class Entries implements Iterator<Entry<String, Double>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < names.length;
        }

        @Override
        public Entry<String, Double> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Entry<String, Double> entry = Map.entry(names[next], values[next]);
            next++;
            return entry;
        }
    }
}
