package io.flyball.policy.analyze.anomaly;

/** The last values of a series in one piece of an array, so that windows can be compared without wrapping. */
final class RecentValues {
    private final int capacity;
    private final double[] values;
    private int end;
    private long count;

    RecentValues(int capacity) {
        this.capacity = capacity;
        this.values = new double[2 * capacity];
    }

    void add(double value) {
        if (end == values.length) {
            System.arraycopy(values, end - capacity, values, 0, capacity);
            end = capacity;
        }
        values[end++] = value;
        count++;
    }

    /** The array that holds them; the newest stands before {@link #end()}, {@link #size()} of them are valid. */
    double[] array() {
        return values;
    }

    int end() {
        return end;
    }

    int size() {
        return (int) Math.min(count, capacity);
    }

    /** Values ever added. */
    long count() {
        return count;
    }

    /** Mean of {@code length} values, the newest of them {@code ago} samples old. */
    double mean(int ago, int length) {
        double sum = 0;
        for (int i = end - ago - length; i < end - ago; i++) {
            sum += values[i];
        }
        return sum / length;
    }

    double newest() {
        return values[end - 1];
    }

    long bytes() {
        return 8L * values.length;
    }
}
