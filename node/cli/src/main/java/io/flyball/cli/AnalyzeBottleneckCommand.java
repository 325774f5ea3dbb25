package io.flyball.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flyball.cli.series.SeriesFile;
import io.flyball.cli.series.TimeSeries;
import io.flyball.policy.analyze.bottleneck.Bottlenecks;
import io.flyball.policy.analyze.bottleneck.Cause;
import io.flyball.policy.analyze.bottleneck.Diagnosis;
import io.flyball.policy.analyze.bottleneck.Evidence;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.Sample;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code flyball analyze bottleneck}: what limits a JVM, from a table of its metrics or from a live service. */
@Command(
        name = "bottleneck",
        mixinStandardHelpOptions = true,
        description = {
            "Name what limits a JVM, with the evidence.",
            "A file has the columns time and one for each metric, named as in docs/operate/metrics.md."
        })
final class AnalyzeBottleneckCommand implements Callable<Integer> {
    private static final int METRICS_PER_CALL = 20;

    @Mixin
    private SeriesOptions options;

    @Spec
    private CommandSpec spec;

    private record Named(String name, int samples, Diagnosis diagnosis) {}

    @Override
    public Integer call() {
        options.requireOneSource();
        List<Named> all = new ArrayList<>();
        if (options.isLive()) {
            all.add(named(options.service(), live()));
        }
        for (Path file : options.files()) {
            all.add(named(file.getFileName().toString(), SeriesFile.read(file)));
        }
        ArrayNode tree = Printer.tree().arrayNode();
        all.forEach(one -> tree.add(tree(one)));
        Printer.print(spec.commandLine().getOut(), options.output(), tree, out -> all.forEach(one -> print(out, one)));
        return ExitCodes.OK;
    }

    private Map<String, TimeSeries> live() {
        List<String> names = new ArrayList<>(new TreeSet<>(Metrics.ALL));
        Map<String, TimeSeries> all = new TreeMap<>();
        for (int from = 0; from < names.size(); from += METRICS_PER_CALL) {
            all.putAll(options.history(names.subList(from, Math.min(names.size(), from + METRICS_PER_CALL))));
        }
        return all;
    }

    private static Named named(String name, Map<String, TimeSeries> columns) {
        Map<Long, Map<String, Double>> rows = new TreeMap<>();
        columns.forEach((metric, series) -> {
            for (int i = 0; i < series.size(); i++) {
                if (Double.isFinite(series.values()[i])) {
                    long at = series.hasTimes() ? series.times()[i] : i * 1000L;
                    rows.computeIfAbsent(at, time -> new HashMap<>()).put(metric, series.values()[i]);
                }
            }
        });
        List<Sample> samples = rows.entrySet().stream()
                .map(row -> new Sample(Instant.ofEpochMilli(row.getKey()), row.getValue()))
                .toList();
        return new Named(name, samples.size(), Bottlenecks.identify(samples));
    }

    private static void print(PrintWriter out, Named one) {
        Diagnosis diagnosis = one.diagnosis();
        String answer = switch (diagnosis.answer()) {
            case LIMITED -> "✖ " + diagnosis.causes().get(0).bottleneck().label();
            case NOTHING_LIMITS -> "✔ nothing limits";
            case NOT_ENOUGH_DATA -> "• not enough data";
        };
        out.printf(
                Locale.ROOT,
                "%s: %s (confidence %.2f, %d samples)%n",
                one.name(),
                answer,
                diagnosis.confidence(),
                one.samples());
        diagnosis.reasons().forEach(reason -> out.println("  " + reason));
        if (!diagnosis.causes().isEmpty()) {
            Table table = new Table("  CAUSE", "CONFIDENCE", "EVIDENCE", "VALUE", "COUNTS FROM", "");
            for (Cause cause : diagnosis.causes()) {
                String label = "  " + cause.bottleneck().label();
                String confidence = number(cause.confidence());
                for (Evidence evidence : cause.evidence()) {
                    table.row(
                            label,
                            confidence,
                            evidence.metric(),
                            number(evidence.value()),
                            number(evidence.threshold()),
                            evidence.sentence());
                    label = "  ";
                    confidence = " ";
                }
            }
            table.print(out);
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 1000 ? "%.4g" : "%.3g", value);
    }

    private static ObjectNode tree(Named one) {
        ObjectNode tree = Printer.tree().objectNode();
        tree.put("series", one.name());
        tree.put("samples", one.samples());
        tree.put("answer", one.diagnosis().answer().toString());
        tree.put("confidence", one.diagnosis().confidence());
        tree.set("reasons", Curves.texts(one.diagnosis().reasons()));
        ArrayNode causes = tree.putArray("causes");
        for (Cause cause : one.diagnosis().causes()) {
            ObjectNode node = causes.addObject();
            node.put("cause", cause.bottleneck().label());
            node.put("confidence", cause.confidence());
            node.put("summary", cause.summary());
            node.put("advice", cause.bottleneck().advice());
            ArrayNode evidence = node.putArray("evidence");
            for (Evidence reading : cause.evidence()) {
                ObjectNode item = evidence.addObject();
                item.put("kind", reading.kind().toString());
                item.put("metric", reading.metric());
                item.put("value", reading.value());
                item.put("threshold", reading.threshold());
                item.put("sentence", reading.sentence());
            }
            node.set("missing", Curves.texts(cause.missing()));
        }
        return tree;
    }
}
