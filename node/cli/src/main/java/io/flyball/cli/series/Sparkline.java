package io.flyball.cli.series;

/** A curve in one line of eight heights, from 0 up to the highest; each character the mean of its part. */
public final class Sparkline {
    private static final String HEIGHTS = "▁▂▃▄▅▆▇█";

    private Sparkline() {}

    /** @param values NaN leaves a gap; @param width characters; fewer where there are fewer values */
    public static String of(double[] values, int width) {
        int columns = Math.min(width, values.length);
        double[] means = new double[columns];
        double top = 0;
        for (int column = 0; column < columns; column++) {
            int from = (int) ((long) column * values.length / columns);
            int to = (int) ((long) (column + 1) * values.length / columns);
            means[column] = mean(values, from, to);
            top = Double.isNaN(means[column]) ? top : Math.max(top, means[column]);
        }
        StringBuilder line = new StringBuilder(columns);
        for (double mean : means) {
            line.append(Double.isNaN(mean) ? ' ' : glyph(mean, top));
        }
        return line.toString();
    }

    private static double mean(double[] values, int from, int to) {
        double sum = 0;
        int counted = 0;
        for (int i = from; i < to; i++) {
            if (Double.isFinite(values[i])) {
                sum += values[i];
                counted++;
            }
        }
        return counted == 0 ? Double.NaN : sum / counted;
    }

    private static char glyph(double value, double top) {
        int last = HEIGHTS.length() - 1;
        return HEIGHTS.charAt(top > 0 ? (int) Math.round(Math.max(0, value) / top * last) : 0);
    }
}
