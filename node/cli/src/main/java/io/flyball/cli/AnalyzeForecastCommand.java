package io.flyball.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flyball.cli.series.TimeSeries;
import io.flyball.cli.series.WideFile;
import io.flyball.cli.series.WrongFile;
import io.flyball.policy.forecast.ForecastReport;
import io.flyball.policy.forecast.ForecastSettings;
import io.flyball.policy.forecast.Forecasts;
import io.flyball.policy.forecast.Season;
import io.flyball.policy.forecast.Seasons;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flyball analyze forecast}: of one series with its proof, or of a wide file of many. */
@Command(
        name = "forecast",
        mixinStandardHelpOptions = true,
        description = "Forecast a series, and say whether the model has proved itself on it.")
final class AnalyzeForecastCommand implements Callable<Integer> {
    private static final int MOST_SHOWN = 12;
    private static final int SEASONS_SHOWN = 4;

    @Mixin
    private SeriesOptions options;

    @Option(
            names = "--horizon",
            paramLabel = "N",
            defaultValue = "48",
            description = "values ahead (default: ${DEFAULT-VALUE})")
    private int horizon;

    @Option(
            names = "--season",
            paramLabel = "N",
            description = "values per season, e.g. 24 (default: found in the data)")
    private Integer season;

    @Option(
            names = "--quantile",
            paramLabel = "Q",
            defaultValue = "0.95",
            description = "of the upper bound, between 0 and 1 (default: ${DEFAULT-VALUE})")
    private double quantile;

    @Option(
            names = "--wide",
            paramLabel = "FILE",
            description = "many series, one per row: an id, then its values; their forecasts go to --out")
    private Path wide;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "where the forecasts of --wide go: one row per series, an id, then the forecast values")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        check();
        return wide != null ? many() : each();
    }

    private void check() {
        List<String> wrong = new ArrayList<>();
        if (horizon < 1 || horizon > 100_000) {
            wrong.add("--horizon = %d: must be 1 to 100000 values".formatted(horizon));
        }
        if (season != null && (season < 2 || season > 1_000_000)) {
            wrong.add("--season = %d: must be 2 to 1000000 values".formatted(season));
        }
        if (!(quantile > 0 && quantile < 1)) {
            wrong.add("--quantile = %s: must be between 0 and 1".formatted(quantile));
        }
        if ((wide == null) != (out == null)) {
            wrong.add("--wide and --out: must be given together");
        }
        if (wide != null && (options.isLive() || !options.files().isEmpty())) {
            wrong.add("--wide: must be the only source");
        }
        if (!wrong.isEmpty()) {
            throw new CliException(ExitCodes.USAGE, String.join("\n  ", wrong));
        }
    }

    private int many() {
        List<TimeSeries> series = WideFile.read(wide);
        ForecastReport[] reports = new ForecastReport[series.size()];
        IntStream.range(0, reports.length).parallel().forEach(i -> reports[i] = forecast(series.get(i)));
        try {
            write(series, reports);
        } catch (IOException e) {
            throw new CliException(ExitCodes.FAILED, "cannot write " + out + ": " + WrongFile.reason(e));
        }
        long qualified =
                Arrays.stream(reports).filter(ForecastReport::qualified).count();
        ObjectNode tree = Printer.tree().objectNode();
        tree.put("series", reports.length);
        tree.put("horizon", horizon);
        tree.put("qualified", qualified);
        tree.put("out", out.toString());
        Printer.print(
                spec.commandLine().getOut(),
                options.output(),
                tree,
                print -> print.printf(
                        "%d series, %d values each, written to %s; the model proved itself on %d, the others have the"
                                + " naive forecast%n",
                        reports.length, horizon, out, qualified));
        return ExitCodes.OK;
    }

    /** Beside its place first: an interrupted run leaves no half of a file. */
    private void write(List<TimeSeries> series, ForecastReport[] reports) throws IOException {
        Path folder = out.toAbsolutePath().getParent();
        Path part = Files.createTempFile(folder, out.getFileName().toString(), ".part");
        try {
            try (BufferedWriter file = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
                for (int i = 0; i < reports.length; i++) {
                    file.write(series.get(i).name());
                    for (double value : reports[i].points()) {
                        file.write(',');
                        file.write(Double.toString(value));
                    }
                    file.write('\n');
                }
            }
            Files.move(part, out, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private int each() {
        List<TimeSeries> all = options.series();
        List<ForecastReport> reports = all.stream().map(this::forecast).toList();
        var tree = Printer.tree().arrayNode();
        for (int i = 0; i < all.size(); i++) {
            tree.add(tree(all.get(i), reports.get(i)));
        }
        Printer.print(spec.commandLine().getOut(), options.output(), tree, print -> {
            for (int i = 0; i < all.size(); i++) {
                print(print, all.get(i), reports.get(i));
            }
        });
        return ExitCodes.OK;
    }

    private ForecastReport forecast(TimeSeries series) {
        ForecastSettings settings = ForecastSettings.DEFAULTS.withQuantile(quantile);
        if (season != null) {
            return Forecasts.of(series.values(), OptionalInt.of(season), horizon, settings);
        }
        int day = Curves.perDay(series);
        if (day == 0) {
            return Forecasts.of(series.values(), OptionalInt.empty(), horizon, settings);
        }
        Season found = Seasons.in(series.values(), day, 7 * day);
        ForecastReport report = Forecasts.of(series.values(), found.period(), horizon, settings);
        Set<String> reasons = new LinkedHashSet<>(List.of(found.reason())); // a short series says it twice
        reasons.addAll(report.reasons());
        return report.because(List.copyOf(reasons));
    }

    private void print(PrintWriter print, TimeSeries series, ForecastReport report) {
        print.printf(
                "%s: %s, %s%n",
                series.name(),
                Curves.values(series),
                report.season().isPresent() ? "season " + report.season().getAsInt() : "no season");
        print.println(verdict(report));
        report.reasons().forEach(reason -> print.println("  " + reason));
        if (report.points().length == 0) {
            return;
        }
        int shown = Math.min(
                series.size(), Math.max(horizon, SEASONS_SHOWN * report.season().orElse(horizon)));
        double[] past = Arrays.copyOfRange(series.values(), series.size() - shown, series.size());
        Curves.print(
                print,
                Curves.plot()
                        .curve(past)
                        .curve(after(shown, report.points()))
                        .curve(after(shown, report.upper()))
                        .marks(
                                '─',
                                "forecast, and its upper %s quantile".formatted(Double.toString(quantile)),
                                IntStream.range(shown, shown + horizon).toArray()),
                "last " + shown + " values",
                "next " + horizon);
        Table table = new Table("  AHEAD", "FORECAST", "UPPER");
        for (int i = 0; i < Math.min(MOST_SHOWN, report.points().length); i++) {
            table.row("  " + (i + 1), "%.6g".formatted(report.points()[i]), "%.6g".formatted(report.upper()[i]));
        }
        table.print(print);
        if (report.points().length > MOST_SHOWN) {
            print.printf("  ... %d more with -o json%n", report.points().length - MOST_SHOWN);
        }
    }

    private static String verdict(ForecastReport report) {
        if (report.points().length == 0) {
            return "• no forecast";
        }
        if (!report.qualified()) {
            return "• the model is not used: the numbers are those of the " + report.method();
        }
        return "✔ the model is used" + (report.provenToRelease() ? ", and may release capacity" : "");
    }

    private static double[] after(int past, double[] values) {
        double[] shifted = new double[past + values.length];
        Arrays.fill(shifted, 0, past, Double.NaN);
        System.arraycopy(values, 0, shifted, past, values.length);
        return shifted;
    }

    private ObjectNode tree(TimeSeries series, ForecastReport report) {
        ObjectNode tree = Printer.tree().objectNode();
        tree.put("series", series.name());
        tree.put("method", report.method().toString());
        report.season().ifPresent(found -> tree.put("season", found));
        tree.put("qualified", report.qualified());
        tree.put("provenToRelease", report.provenToRelease());
        if (Double.isFinite(report.coverage())) {
            tree.put("coverage", report.coverage());
        }
        tree.put("missing", report.missing());
        tree.put("quantile", quantile);
        tree.set("reasons", Curves.texts(report.reasons()));
        tree.set("points", Curves.array(report.points()));
        tree.set("upper", Curves.array(report.upper()));
        return tree;
    }
}
