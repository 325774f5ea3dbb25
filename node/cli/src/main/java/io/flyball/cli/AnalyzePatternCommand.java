package io.flyball.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flyball.cli.series.Plot;
import io.flyball.cli.series.TimeSeries;
import io.flyball.policy.analyze.pattern.Evidence;
import io.flyball.policy.analyze.pattern.PatternReport;
import io.flyball.policy.analyze.pattern.Patterns;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code flyball analyze pattern FILE...}. */
@Command(
        name = "pattern",
        mixinStandardHelpOptions = true,
        description = "Name the shape of a workload: flat, periodic, trend, bursty, step or on-off, with the evidence.")
final class AnalyzePatternCommand implements Callable<Integer> {
    @Mixin
    private SeriesOptions options;

    @Spec
    private CommandSpec spec;

    private record Named(TimeSeries series, PatternReport report) {}

    @Override
    public Integer call() {
        List<Named> all =
                options.series().stream().map(AnalyzePatternCommand::named).toList();
        ArrayNode tree = Printer.tree().arrayNode();
        all.forEach(one -> tree.add(tree(one)));
        Printer.print(spec.commandLine().getOut(), options.output(), tree, out -> all.forEach(one -> print(out, one)));
        return ExitCodes.OK;
    }

    private static Named named(TimeSeries series) {
        int day = Curves.perDay(series);
        return new Named(series, day > 0 ? Patterns.of(series.values(), day, 7 * day) : Patterns.of(series.values()));
    }

    private static void print(PrintWriter out, Named one) {
        PatternReport report = one.report();
        out.printf(
                "%s: %s (confidence %.2f, %s)%n",
                one.series().name(), report.pattern(), report.confidence(), Curves.values(one.series()));
        report.reasons().forEach(reason -> out.println("  " + reason));
        Plot plot = Curves.plot().curve(one.series().values());
        List<Integer> shifts = report.evidence().levelShifts();
        if (!shifts.isEmpty()) {
            plot.marks(
                    '^',
                    "new level",
                    shifts.stream().mapToInt(Integer::intValue).toArray());
        }
        Curves.print(out, plot, one.series());
    }

    private static ObjectNode tree(Named one) {
        Evidence evidence = one.report().evidence();
        ObjectNode tree = Printer.tree().objectNode();
        tree.put("series", one.series().name());
        tree.put("pattern", one.report().pattern().toString());
        tree.put("confidence", one.report().confidence());
        tree.set("reasons", Curves.texts(one.report().reasons()));
        ObjectNode numbers = tree.putObject("evidence");
        numbers.put("values", evidence.count());
        numbers.put("missing", evidence.missing());
        numbers.put("level", evidence.level());
        numbers.put("variation", evidence.variation());
        evidence.period().ifPresent(period -> numbers.put("period", period));
        numbers.put("autocorrelation", evidence.autocorrelation());
        numbers.put("seasonalShare", evidence.seasonalShare());
        numbers.put("slope", evidence.slope());
        numbers.put("trendShare", evidence.trendShare());
        ArrayNode shifts = numbers.putArray("levelShifts");
        evidence.levelShifts().forEach(shifts::add);
        numbers.put("dispersion", evidence.dispersion());
        numbers.put("peakToLevel", evidence.peakToLevel());
        numbers.put("zeroShare", evidence.zeroShare());
        return tree;
    }
}
