package io.flyball.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flyball.cli.series.Plot;
import io.flyball.cli.series.ScoredFile;
import io.flyball.cli.series.TimeSeries;
import io.flyball.cli.series.WrongFile;
import io.flyball.policy.analyze.anomaly.Anomaly;
import io.flyball.policy.analyze.anomaly.AnomalyScan;
import io.flyball.policy.analyze.anomaly.AnomalySettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flyball analyze anomalies FILE...}: every sample scored from what came before it. */
@Command(
        name = "anomalies",
        mixinStandardHelpOptions = true,
        description = "Score every sample of a series by how unlike everything before it is.")
final class AnalyzeAnomaliesCommand implements Callable<Integer> {
    private static final int MOST_SHOWN = 20;

    @Mixin
    private SeriesOptions options;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "write each file there under its own name, with a column 'score' in [0, 1] added")
    private Path out;

    @Spec
    private CommandSpec spec;

    private record Scored(TimeSeries series, AnomalyScan scan) {}

    @Override
    public Integer call() {
        if (out != null && options.isLive()) {
            throw new CliException(ExitCodes.USAGE, "--out: must be used with FILE..., not with --service");
        }
        List<TimeSeries> series = options.series();
        if (out != null) {
            prepare();
        }
        List<Scored> all = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            Scored scored = scored(series.get(i));
            all.add(scored);
            if (out != null) {
                write(options.files().get(i), scored.scan().scores());
            }
        }
        ArrayNode tree = Printer.tree().arrayNode();
        all.forEach(one -> tree.add(tree(one)));
        Printer.print(
                spec.commandLine().getOut(), options.output(), tree, print -> all.forEach(one -> print(print, one)));
        return ExitCodes.OK;
    }

    private void prepare() {
        Set<String> names = new HashSet<>();
        for (Path file : options.files()) {
            if (!names.add(file.getFileName().toString())) {
                throw new CliException(
                        ExitCodes.USAGE,
                        "two files are named %s: they would overwrite each other in %s"
                                .formatted(file.getFileName(), out));
            }
            if (Files.exists(out.resolve(file.getFileName())) && isSame(file, out.resolve(file.getFileName()))) {
                throw new CliException(
                        ExitCodes.USAGE, "--out = '%s': must not be the folder of %s itself".formatted(out, file));
            }
        }
        try {
            Files.createDirectories(out);
        } catch (IOException e) {
            throw new CliException(
                    ExitCodes.USAGE, "--out = '%s': must be a folder: %s".formatted(out, WrongFile.reason(e)));
        }
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException unknown) {
            return false;
        }
    }

    private void write(Path file, double[] scores) {
        try {
            ScoredFile.write(file, scores, out.resolve(file.getFileName()));
        } catch (IOException e) {
            throw new CliException(
                    ExitCodes.FAILED, "cannot write " + out.resolve(file.getFileName()) + ": " + WrongFile.reason(e));
        }
    }

    private Scored scored(TimeSeries series) {
        long[] times = series.times();
        if (!series.hasTimes()) { // by number: a second apart
            times = new long[series.size()];
            Arrays.setAll(times, i -> i * 1000L);
        }
        Progress progress = new Progress(spec.commandLine().getErr());
        AnomalyScan scan = AnomalyScan.of(AnomalySettings.DEFAULTS, times, series.values(), progress);
        progress.end();
        return new Scored(series, scan);
    }

    private static void print(PrintWriter print, Scored one) {
        List<Anomaly> alarms = one.scan().alarms();
        print.printf(
                "%s: %s in %s%n",
                one.series().name(),
                alarms.isEmpty() ? "no alarm" : alarms.size() == 1 ? "1 alarm" : alarms.size() + " alarms",
                Curves.values(one.series()));
        Plot plot = Curves.plot().curve(one.series().values());
        if (!alarms.isEmpty()) {
            plot.marks(
                    '^',
                    "alarm",
                    alarms.stream().mapToInt(alarm -> index(one, alarm)).toArray());
        }
        Curves.print(print, plot, one.series());
        if (!alarms.isEmpty()) {
            Table table = new Table("  AT", "VALUE", "SCORE", "WHY");
            alarms.stream()
                    .limit(MOST_SHOWN)
                    .forEach(alarm -> table.row(
                            "  " + when(one, alarm),
                            String.format(Locale.ROOT, "%.6g", alarm.value()),
                            String.format(Locale.ROOT, "%.4f", alarm.score()),
                            alarm.reason()));
            table.print(print);
            if (alarms.size() > MOST_SHOWN) {
                print.printf("  ... %d more with -o json%n", alarms.size() - MOST_SHOWN);
            }
        }
        if (one.scan().missing() > 0) {
            print.printf(
                    "  %s missing: they have the score of the one before%n",
                    one.scan().missing() == 1 ? "1 value was" : one.scan().missing() + " values were");
        }
    }

    private static int index(Scored one, Anomaly alarm) {
        if (!one.series().hasTimes()) {
            return (int) (alarm.epochMillis() / 1000);
        }
        int at = Arrays.binarySearch(one.series().times(), alarm.epochMillis());
        return Math.max(0, at);
    }

    private static String when(Scored one, Anomaly alarm) {
        return one.series().hasTimes()
                ? Instant.ofEpochMilli(alarm.epochMillis()).toString()
                : "#" + index(one, alarm);
    }

    private static ObjectNode tree(Scored one) {
        ObjectNode tree = Printer.tree().objectNode();
        tree.put("series", one.series().name());
        tree.put("values", one.series().size());
        tree.put("missing", one.scan().missing());
        ArrayNode alarms = tree.putArray("alarms");
        for (Anomaly alarm : one.scan().alarms()) {
            ObjectNode node = alarms.addObject();
            node.put("at", when(one, alarm));
            node.put("value", alarm.value());
            node.put("score", alarm.score());
            node.put("reason", alarm.reason());
        }
        return tree;
    }
}
