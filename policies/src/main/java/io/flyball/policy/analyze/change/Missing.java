package io.flyball.policy.analyze.change;

/** Fills what is missing (NaN, infinite) with the value before it, at the beginning with the first that is there. */
final class Missing {
    private Missing() {}

    /** Empty when no value is there at all. */
    static double[] filled(double[] values) {
        double[] filled = values.clone();
        int first = 0;
        while (first < filled.length && !Double.isFinite(filled[first])) {
            first++;
        }
        if (first == filled.length) {
            return new double[0];
        }
        for (int i = 0; i < first; i++) {
            filled[i] = filled[first];
        }
        for (int i = first + 1; i < filled.length; i++) {
            if (!Double.isFinite(filled[i])) {
                filled[i] = filled[i - 1];
            }
        }
        return filled;
    }
}
