package io.flyball.cli.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import io.flyball.cli.Table;
import io.flyball.cli.series.Sparkline;
import java.io.PrintWriter;
import java.util.Locale;

/** Runs as a table: figures, and small curves of load and instances. */
final class RunTable {
    private static final int CURVE = 24;

    private RunTable() {}

    /** @param rows as the JSON of the runs */
    static void print(PrintWriter out, JsonNode rows) {
        Table table = new Table(
                "TRACE",
                "CONTROLLER",
                "SEED",
                "VIOLATION %",
                "LOST %",
                "MEAN",
                "MOST",
                "ACTIONS/DAY",
                "FLIPS/DAY",
                "WORST P99",
                "LOAD",
                "INSTANCES");
        for (JsonNode row : rows) {
            table.row(
                    row.path("trace").asText(),
                    row.path("controller").asText(),
                    row.path("seed").asLong(),
                    number(row, "violationPct", 3),
                    number(row, "lostLoadPct", 3),
                    number(row, "meanInstances", 2),
                    row.path("mostInstances").asInt(),
                    number(row, "actionsPerDay", 1),
                    number(row, "directionFlipsPerDay", 1),
                    latency(row),
                    Sparkline.of(values(row.at("/curves/load")), CURVE),
                    Sparkline.of(values(row.at("/curves/running")), CURVE));
        }
        table.print(out);
    }

    private static String latency(JsonNode row) {
        String seconds = number(row, "worstP99Seconds", 3);
        return seconds.isEmpty() ? "" : seconds + " s";
    }

    static String number(JsonNode row, String field, int digits) {
        JsonNode value = row.path(field);
        return value.isNumber() ? String.format(Locale.ROOT, "%." + digits + "f", value.asDouble()) : "";
    }

    static double[] values(JsonNode array) {
        double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).isNumber() ? array.get(i).asDouble() : Double.NaN;
        }
        return values;
    }
}
