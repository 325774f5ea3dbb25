package io.flyball.cli.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A curve in characters: each cell holds 2 x 4 dots of Unicode's Braille patterns, each column of dots the range of the
 * values that fall into it, so that no peak is lost. Below the curve, marks; beside it, the scale.
 */
public final class Plot {
    private static final int[][] DOTS = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
    private static final char BLANK = '\u2800';

    private final int width;
    private final int height;
    private final List<double[]> curves = new ArrayList<>();
    private final List<Marks> marks = new ArrayList<>();
    private int length;

    private record Marks(char glyph, String meaning, int[] at) {}

    /** @param width characters of the curve; @param height lines of it */
    public Plot(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** Adds a curve; curves share both axes. NaN leaves a gap. */
    public Plot curve(double[] values) {
        curves.add(values.clone());
        length = Math.max(length, values.length);
        return this;
    }

    /** Adds a line of marks under the curve, with what they mean. */
    public Plot marks(char glyph, String meaning, int[] at) {
        marks.add(new Marks(glyph, meaning, at.clone()));
        return this;
    }

    /** Lines without a line end; empty where there is nothing to draw. */
    public List<String> lines(String from, String to) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double[] curve : curves) {
            for (double value : curve) {
                if (Double.isFinite(value)) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
            }
        }
        if (low > high) {
            return List.of();
        }
        if (low == high) {
            high = low + Math.max(1, Math.abs(low) / 10);
        }
        int[][] cells = new int[height][width];
        for (double[] curve : curves) {
            draw(cells, curve, low, high);
        }
        return print(cells, low, high, from, to);
    }

    private void draw(int[][] cells, double[] curve, double low, double high) {
        int columns = 2 * width;
        int rows = 4 * height;
        for (int column = 0; column < columns; column++) {
            int start = (int) ((long) column * length / columns);
            int end = Math.max(start + 1, (int) ((long) (column + 1) * length / columns));
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (int i = start; i < Math.min(end, curve.length); i++) {
                if (Double.isFinite(curve[i])) {
                    least = Math.min(least, curve[i]);
                    most = Math.max(most, curve[i]);
                }
            }
            if (least <= most) {
                int top = row(most, low, high, rows);
                int bottom = row(least, low, high, rows);
                for (int row = top; row <= bottom; row++) {
                    cells[row / 4][column / 2] |= DOTS[row % 4][column % 2];
                }
            }
        }
    }

    private static int row(double value, double low, double high, int rows) {
        double share = (value / 2 - low / 2) / (high / 2 - low / 2); // halves: the range of extreme values overflows
        return (int) Math.round((1 - Math.min(1, Math.max(0, share))) * (rows - 1));
    }

    private List<String> print(int[][] cells, double low, double high, String from, String to) {
        String top = number(high);
        String middle = number(low / 2 + high / 2);
        String bottom = number(low);
        int scale = Math.max(top.length(), Math.max(middle.length(), bottom.length()));
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < height; row++) {
            String label = row == 0 ? top : row == height - 1 ? bottom : row == height / 2 ? middle : "";
            StringBuilder line = new StringBuilder(" ".repeat(scale - label.length()) + label + " ┤");
            for (int cell : cells[row]) {
                line.append((char) (BLANK + cell));
            }
            lines.add(line.toString());
        }
        for (Marks line : marks) {
            char[] row = new char[width];
            Arrays.fill(row, ' ');
            for (int at : line.at()) {
                row[(int) Math.min(width - 1L, (long) at * width / Math.max(1, length))] = line.glyph();
            }
            lines.add(" ".repeat(scale) + "  " + new String(row).stripTrailing() + "   (" + line.glyph() + " "
                    + line.meaning() + ")");
        }
        int gap = Math.max(1, width - from.length() - to.length());
        lines.add(" ".repeat(scale) + " └" + from + "─".repeat(gap) + to);
        return lines;
    }

    /** Four significant digits, with k, M, G, T for large and m, µ for small numbers. */
    static String number(double value) {
        double size = Math.abs(value);
        if (size == 0) {
            return "0";
        }
        String[] units = {"T", "G", "M", "k", "", "m", "µ"};
        double[] factors = {1e12, 1e9, 1e6, 1e3, 1, 1e-3, 1e-6};
        for (int i = 0; i < units.length; i++) {
            if (size >= factors[i] * 0.99995 && size < 1e16) {
                double scaled = value / factors[i];
                int digits = Math.abs(scaled) >= 999.95 ? 0 : Math.abs(scaled) >= 99.995 ? 1 : 2;
                String text = String.format(Locale.ROOT, "%." + digits + "f", scaled);
                return (text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text) + units[i];
            }
        }
        return String.format(Locale.ROOT, "%.2e", value);
    }
}
