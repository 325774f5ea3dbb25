package io.flyball.cli.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import io.flyball.cli.Table;
import java.io.PrintWriter;
import java.util.Locale;

/** A comparison as a table. */
final class ComparisonTable {
    private ComparisonTable() {}

    /** @param rows as the JSON of a comparison */
    static void print(PrintWriter out, JsonNode rows) {
        String trace = "";
        Table table = new Table();
        for (JsonNode row : rows) {
            if (!row.path("trace").asText().equals(trace)) {
                table.print(out);
                trace = row.path("trace").asText();
                out.printf("%n%s%n", trace);
                table = new Table("  CONTROLLER", "FIGURE", "MEAN", "DIFFERENCE TO THE FIRST", "");
            }
            boolean isFirst = row.path("verdict").asText().equals("(first)");
            table.row(
                    "  " + row.path("controller").asText(),
                    row.path("figure").asText(),
                    text(row, "mean", "plusMinus95", ""),
                    isFirst ? "" : text(row, "differenceToFirst", "differencePlusMinus95", "+"),
                    isFirst ? "" : row.path("verdict").asText());
        }
        table.print(out);
    }

    private static String text(JsonNode row, String mean, String half, String sign) {
        double value = row.path(mean).asDouble();
        double off = row.path(half).asDouble();
        String text = String.format(Locale.ROOT, "%" + sign + ".3f", value);
        return row.path(half).isNumber() ? text + String.format(Locale.ROOT, " ± %.3f", off) : text;
    }
}
