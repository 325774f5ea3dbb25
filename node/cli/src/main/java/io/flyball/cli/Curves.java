package io.flyball.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.flyball.cli.series.Plot;
import io.flyball.cli.series.TimeSeries;
import java.io.PrintWriter;
import java.util.List;

/** How curves are printed and put into answers. */
public final class Curves {
    public static final int WIDTH = 72;
    public static final int HEIGHT = 10;
    private static final long DAY = 86_400_000;

    private Curves() {}

    public static Plot plot() {
        return new Plot(WIDTH, HEIGHT);
    }

    public static void print(PrintWriter out, Plot plot, String from, String to) {
        plot.lines(from, to).forEach(line -> out.println("  " + line));
    }

    public static void print(PrintWriter out, Plot plot, TimeSeries series) {
        if (series.size() == 0) {
            return;
        }
        print(out, plot, shortTime(series.when(0)), shortTime(series.when(series.size() - 1)));
    }

    /** How many there are: "1 value", "7 values". */
    public static String values(TimeSeries series) {
        return series.size() == 1 ? "1 value" : series.size() + " values";
    }

    public static ArrayNode array(double[] values) {
        ArrayNode array = Printer.tree().arrayNode();
        for (double value : values) {
            if (Double.isFinite(value)) {
                array.add(value);
            } else {
                array.addNull();
            }
        }
        return array;
    }

    public static ArrayNode texts(List<String> texts) {
        ArrayNode array = Printer.tree().arrayNode();
        texts.forEach(array::add);
        return array;
    }

    /** Points per day, where the times say so; 0 where not. */
    public static int perDay(TimeSeries series) {
        long step = series.step();
        return step > 0 && step <= DAY / 2 ? (int) (DAY / step) : 0;
    }

    private static String shortTime(String when) {
        return when.startsWith("#") ? when : when.replace('T', ' ').replaceAll(":\\d\\d(\\.\\d+)?Z$", "Z");
    }
}
