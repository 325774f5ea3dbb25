package io.flyball.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flyball.cli.series.Plot;
import io.flyball.cli.series.TimeSeries;
import io.flyball.policy.analyze.change.ChangePoint;
import io.flyball.policy.analyze.change.ChangePoints;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code flyball analyze changepoints FILE...}. */
@Command(
        name = "changepoints",
        mixinStandardHelpOptions = true,
        description = "Find where the level of a series changed for good, e.g. after a release.")
final class AnalyzeChangepointsCommand implements Callable<Integer> {
    @Mixin
    private SeriesOptions options;

    @Spec
    private CommandSpec spec;

    private record Found(TimeSeries series, List<ChangePoint> points) {}

    @Override
    public Integer call() {
        List<Found> all = options.series().stream()
                .map(series -> new Found(series, ChangePoints.find(series.values())))
                .toList();
        ArrayNode tree = Printer.tree().arrayNode();
        all.forEach(one -> tree.add(tree(one)));
        Printer.print(spec.commandLine().getOut(), options.output(), tree, out -> all.forEach(one -> print(out, one)));
        return ExitCodes.OK;
    }

    private static void print(PrintWriter out, Found one) {
        int count = one.points().size();
        out.printf(
                "%s: %s in %s%n",
                one.series().name(),
                count == 0 ? "no change point" : count == 1 ? "1 change point" : count + " change points",
                Curves.values(one.series()));
        Plot plot = Curves.plot().curve(one.series().values());
        if (count > 0) {
            plot.marks(
                    '^',
                    "change",
                    one.points().stream().mapToInt(ChangePoint::index).toArray());
        }
        Curves.print(out, plot, one.series());
        if (count > 0) {
            Table table = new Table("  INDEX", "AT", "BEFORE", "AFTER", "CHANGE", "P");
            for (ChangePoint point : one.points()) {
                table.row(
                        "  " + point.index(),
                        one.series().when(point.index()),
                        text("%.6g", point.before()),
                        text("%.6g", point.after()),
                        Double.isNaN(point.relativeChange()) ? "" : text("%+.1f %%", 100 * point.relativeChange()),
                        text("%.2g", point.pValue()));
            }
            table.print(out);
        }
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static ObjectNode tree(Found one) {
        ObjectNode tree = Printer.tree().objectNode();
        tree.put("series", one.series().name());
        tree.put("values", one.series().size());
        ArrayNode points = tree.putArray("changePoints");
        for (ChangePoint point : one.points()) {
            ObjectNode node = points.addObject();
            node.put("index", point.index());
            node.put("at", one.series().when(point.index()));
            node.put("before", point.before());
            node.put("after", point.after());
            if (!Double.isNaN(point.relativeChange())) {
                node.put("relativeChange", point.relativeChange());
            }
            node.put("pValue", point.pValue());
            node.put("reason", point.reason());
        }
        return tree;
    }
}
