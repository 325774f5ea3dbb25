package io.flyball.simulator.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** One rectangle of a chart with its axis and curves, in SVG. */
final class Panel {
    static final int LEFT = 58;
    static final int RIGHT = 950;
    private static final int MOST_POINTS = 700;

    private final Html page;
    private final int top;
    private final int height;
    private final double highest;
    private final long lengthMillis;

    Panel(Html page, String name, int top, int height, double highest, long lengthMillis) {
        double[] ticks = Ticks.upTo(highest);
        this.page = page;
        this.top = top;
        this.height = height;
        this.highest = ticks[ticks.length - 1];
        this.lengthMillis = lengthMillis;
        for (double tick : ticks) {
            String y = text(y(tick));
            page.empty("line", "class", "grid", "x1", "" + LEFT, "x2", "" + RIGHT, "y1", y, "y2", y);
            page.element(
                    "text", Rounded.text(tick, 4), "x", "" + (LEFT - 6), "y", text(y(tick) + 4), "text-anchor", "end");
        }
        page.element("text", name, "class", "name", "x", "" + LEFT, "y", "" + (top - 6));
    }

    static double x(long millis, long lengthMillis) {
        return LEFT + (RIGHT - LEFT) * Math.min(1, (double) millis / lengthMillis);
    }

    private double y(double value) {
        return top + height * (1 - Math.min(1, Math.max(0, value / highest)));
    }

    /** @param values NaN and infinite leave a gap; @param pointMillis how long each stands for */
    void line(String kind, double[] values, long pointMillis) {
        double[] thin = thin(values, false);
        double each = pointMillis * ((double) values.length / Math.max(1, thin.length));
        StringBuilder path = new StringBuilder();
        boolean isDown = false;
        for (int i = 0; i < thin.length; i++) {
            if (Double.isFinite(thin[i])) {
                path.append(isDown ? 'L' : 'M').append(at((long) (i * each), thin[i]));
            }
            isDown = Double.isFinite(thin[i]);
        }
        page.empty("path", "class", "curve " + kind, "d", path.length() == 0 ? "M0 0" : path.toString());
    }

    /** Everything below the highest values. */
    void area(String kind, double[] values, long pointMillis) {
        double[] thin = thin(values, true);
        double each = pointMillis * ((double) values.length / Math.max(1, thin.length));
        StringBuilder path = new StringBuilder("M").append(at(0, 0));
        for (int i = 0; i < thin.length; i++) {
            path.append('L').append(at((long) (i * each), thin[i]));
        }
        path.append('L').append(at((long) ((thin.length - 1) * each), 0)).append('Z');
        page.empty("path", "class", kind, "d", path.toString());
    }

    /**
     * A time in which the objective was broken.
     *
     * @param share of it, (0, 1]
     */
    record Span(long from, long to, double share) {}

    /** @param hasLine with a bar at the top, so that colour is not all that tells */
    void shade(List<Span> spans, boolean hasLine) {
        for (Span span : spans) {
            double from = x(span.from(), lengthMillis);
            double width = Math.max(1, x(span.to(), lengthMillis) - from);
            String y = "" + top;
            String w = text(width);
            String dark = text(span.share() * 100) + "%";
            page.empty(
                    "rect",
                    "class",
                    "broken",
                    "x",
                    text(from),
                    "y",
                    y,
                    "width",
                    w,
                    "height",
                    "" + height,
                    "fill-opacity",
                    dark);
            if (hasLine) {
                String end = text(from + width);
                page.empty(
                        "line",
                        "class",
                        "brokenline",
                        "x1",
                        text(from),
                        "x2",
                        end,
                        "y1",
                        y,
                        "y2",
                        y,
                        "stroke-opacity",
                        dark);
            }
        }
    }

    private String at(long millis, double value) {
        return text(x(millis, lengthMillis)) + " " + text(y(value));
    }

    /** At most {@link #MOST_POINTS}, each the mean or the highest of its part. */
    private static double[] thin(double[] values, boolean highest) {
        if (values.length <= MOST_POINTS) {
            return values;
        }
        double[] thin = new double[MOST_POINTS];
        for (int i = 0; i < MOST_POINTS; i++) {
            int from = (int) ((long) i * values.length / MOST_POINTS);
            int to = (int) ((long) (i + 1) * values.length / MOST_POINTS);
            double sum = 0;
            double most = Double.NEGATIVE_INFINITY;
            for (int k = from; k < to; k++) {
                sum += values[k];
                most = Math.max(most, values[k]);
            }
            thin[i] = highest ? most : sum / (to - from);
        }
        return thin;
    }

    static String text(double pixels) {
        return new BigDecimal(pixels)
                .setScale(1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
