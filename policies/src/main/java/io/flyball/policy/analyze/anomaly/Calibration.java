package io.flyball.policy.analyze.anomaly;

/**
 * How rare an oddness is among the last ones: {@code -log10} of the conformal p-value {@code (larger + 1) / (n + 1)}
 * (Vovk, Gammerman, Shafer 2005), continued beyond the largest with an exponential tail.
 *
 * <p>Example: of 1,999 oddnesses none is larger: {@code -log10(1 / 2000) = 3.3} decades. If it lies above the largest by
 * twice the mean excess of the top twenty, {@code 2 * log10(e) = 0.87} decades are added.
 */
final class Calibration {
    /** One witness alone shall not decide everything. */
    static final double LARGEST = 6;

    private static final int FEWEST = 50;
    private static final int TOP = 20;

    private final float[] arrived;
    private final float[] sorted;
    private int size;
    private long count;

    Calibration(int capacity) {
        this.arrived = new float[capacity];
        this.sorted = new float[capacity];
    }

    /** How rare {@code oddness} is, in [0, 6], 0 while too few are known; it is remembered afterwards. */
    double surprise(double oddness, double rounding) {
        float odd = (float) oddness;
        double surprise = size < FEWEST ? 0 : rarity(odd, (float) rounding);
        remember(odd);
        return Math.min(LARGEST, surprise);
    }

    int size() {
        return size;
    }

    /** The middle one, 0 when none is known. */
    double usual() {
        return size == 0 ? 0 : sorted[size / 2];
    }

    private double rarity(float odd, float rounding) {
        int larger = size - firstNotBelow(odd - rounding);
        double decades = -Math.log10((larger + 1.0) / (size + 1));
        return larger > 0 ? decades : decades + beyond(odd, rounding);
    }

    private double beyond(float odd, float rounding) {
        int top = Math.min(TOP, Math.max(3, size / 20));
        double edge = sorted[size - top - 1];
        double excess = 0;
        for (int i = size - top; i < size; i++) {
            excess += sorted[i] - edge;
        }
        double scale = Math.max(Math.max(excess / top, rounding), Double.MIN_NORMAL);
        return (odd - sorted[size - 1]) / scale * Math.log10(Math.E);
    }

    private void remember(float odd) {
        int slot = (int) (count % arrived.length);
        if (size == arrived.length) {
            int gone = firstNotBelow(arrived[slot]);
            System.arraycopy(sorted, gone + 1, sorted, gone, size - gone - 1);
            size--;
        }
        int place = firstNotBelow(odd);
        System.arraycopy(sorted, place, sorted, place + 1, size - place);
        sorted[place] = odd;
        size++;
        arrived[slot] = odd;
        count++;
    }

    private int firstNotBelow(float odd) {
        int from = 0;
        int to = size;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] < odd) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    long bytes() {
        return 8L * arrived.length;
    }
}
