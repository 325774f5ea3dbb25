package io.flyball.policy.headroom;

/**
 * How often the square root of the load rose by how much above the square root of a level, newer cases counting more.
 * Square roots, since the spread of counted arrivals grows with the root of their number. Immutable.
 *
 * @param reach rises up to this, and falls down to its negative, are told apart; a power of two
 * @param counts decayed cases per bin
 * @param total their sum
 */
record RiseCounts(double reach, float[] counts, double total) {
    private static final int BINS = 512;
    private static final double SMALLEST = 1.0 / (1 << 20);
    private static final double LARGEST = 1L << 40;

    static final RiseCounts NONE = new RiseCounts(SMALLEST, new float[BINS], 0);

    /** @param fade what the cases so far count from now on, in (0, 1] */
    RiseCounts plus(double level, double highest, double fade) {
        double rise = Math.sqrt(Math.max(0, highest)) - Math.sqrt(Math.max(0, level));
        double wide = reach;
        float[] next = counts.clone();
        while (wide < Math.abs(rise) && wide < LARGEST) {
            next = halved(next);
            wide *= 2;
        }
        for (int i = 0; i < BINS; i++) {
            next[i] *= (float) fade;
        }
        int bin = (int) ((rise + wide) / (2 * wide) * BINS);
        next[Math.max(0, Math.min(BINS - 1, bin))] += 1;
        return new RiseCounts(wide, next, total * fade + 1);
    }

    /** Upper end of the bin of the quantile. */
    double rise(double quantile) {
        double above = total * (1 - quantile);
        double seen = 0;
        for (int bin = BINS - 1; bin >= 0; bin--) {
            seen += counts[bin];
            if (seen > above) {
                return reach * (2.0 * (bin + 1) / BINS - 1);
            }
        }
        return -reach;
    }

    /** The same cases in bins twice as wide. */
    private static float[] halved(float[] counts) {
        float[] wider = new float[BINS];
        for (int i = 0; i < BINS; i++) {
            wider[BINS / 4 + i / 2] += counts[i];
        }
        return wider;
    }
}
