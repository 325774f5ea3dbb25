package io.flyball.policy.forecast;

import java.util.Arrays;

/**
 * The scale on which a member of the forecast computes: as it is, or logarithmic, where a load that doubles by day does so at
 * every level and errors are in per cent.
 *
 * <p>Logarithms need a positive series whose least value is no more than a thousandth below its median; a series that touches
 * zero gets a tenth of its mean added first; one with negative values stays as it is.
 *
 * @param shift added before the logarithm
 */
record Scale(boolean logarithmic, double shift) {
    static final Scale PLAIN = new Scale(false, 0);

    private static final double LEAST_OF_MEDIAN = 1e-3;
    private static final double SHIFT_OF_MEAN = 0.1;
    private static final double FLOOR = 1e-12;

    static Scale logarithmicFor(double[] values) {
        double least = Double.POSITIVE_INFINITY;
        double mean = 0;
        for (double value : values) {
            least = Math.min(least, value);
            mean += value / values.length;
        }
        if (least < 0 || !(mean > 0)) {
            return PLAIN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double median = sorted[sorted.length / 2];
        return new Scale(true, least > LEAST_OF_MEDIAN * median ? 0 : SHIFT_OF_MEAN * mean);
    }

    double to(double value) {
        return logarithmic ? Math.log(Math.max(FLOOR, value + shift)) : value;
    }

    double from(double scaled) {
        return logarithmic ? Math.exp(scaled) - shift : scaled;
    }

    double[] to(double[] values) {
        if (!logarithmic) {
            return values;
        }
        double[] scaled = new double[values.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = to(values[i]);
        }
        return scaled;
    }
}
