package io.flyball.policy.forecast;

/**
 * Values on the scale of a member, with their running sums, so that the mean of any stretch costs two look-ups.
 *
 * @param sums {@code sums[i]} is the sum of the first i values
 */
record Series(Scale scale, double[] values, double[] sums) {
    /** @param plain unscaled */
    static Series of(Scale scale, double[] plain) {
        double[] values = scale.to(plain);
        double[] sums = new double[values.length + 1];
        for (int i = 0; i < values.length; i++) {
            sums[i + 1] = sums[i] + values[i];
        }
        return new Series(scale, values, sums);
    }

    int length() {
        return values.length;
    }

    /** What {@code lag} sees from {@code at}. */
    double seen(int at, Lag lag) {
        int from = at - lag.back();
        int reach = lag.reach();
        return reach == 0 ? values[from] : (sums[from + reach + 1] - sums[from - reach]) / (2 * reach + 1);
    }
}
