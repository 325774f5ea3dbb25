package io.flyball.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.flyball.cli.series.SeriesFile;
import io.flyball.cli.series.TimeSeries;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where the series of an analysis come from: files, or the history of a live service. */
final class SeriesOptions {
    @Mixin
    private ClientOptions client;

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "CSV: an optional header, then timestamp,value")
    private List<Path> files = List.of();

    @Option(names = "--column", paramLabel = "NAME", description = "which column, of a file that has several")
    private String column;

    @Option(names = "--service", paramLabel = "SERVICE", description = "a live service instead of files")
    private String service;

    @Option(
            names = "--metric",
            paramLabel = "METRIC",
            defaultValue = "throughput",
            description = "of the live service (default: ${DEFAULT-VALUE})")
    private String metric;

    @Option(
            names = "--node",
            paramLabel = "NODE",
            description = "one node of the live service (default: all, combined)")
    private String node;

    @Option(
            names = "--last",
            paramLabel = "DURATION",
            defaultValue = "1h",
            description = "how far back in the live service's history (default: ${DEFAULT-VALUE})")
    private String last;

    Output output() {
        return client.output();
    }

    boolean isLive() {
        return service != null;
    }

    String service() {
        return service;
    }

    List<Path> files() {
        return files;
    }

    /** At least one, or a usage failure. */
    List<TimeSeries> series() {
        requireOneSource();
        if (isLive()) {
            return List.of(history(metric, node == null ? "mean" : null));
        }
        List<TimeSeries> all = new ArrayList<>();
        for (Path file : files) {
            TimeSeries series = SeriesFile.one(file, column);
            all.add(new TimeSeries(file.getFileName().toString(), series.times(), series.values()));
        }
        return all;
    }

    void requireOneSource() {
        if (isLive() != files.isEmpty()) {
            throw new CliException(ExitCodes.USAGE, "must be given either FILE... or --service SERVICE");
        }
    }

    /** Series of several metrics of the live service, each by its metric's name; what was not measured is left out. */
    Map<String, TimeSeries> history(List<String> metrics) {
        Map<String, TimeSeries> all = new TreeMap<>();
        for (JsonNode series :
                answer(String.join(",", metrics), node == null ? "mean" : null).path("series")) {
            TimeSeries read = series(series);
            if (read.size() > 0) {
                all.put(series.path("metric").asText(), read);
            }
        }
        return all;
    }

    private TimeSeries history(String name, String combine) {
        TimeSeries read = series(answer(name, combine).path("series").path(0));
        if (read.size() == 0) {
            throw new CliException(
                    ExitCodes.FAILED, "%s of %s: nothing was recorded in the last %s".formatted(name, service, last));
        }
        return new TimeSeries(service + " " + name, read.times(), read.values());
    }

    private JsonNode answer(String metrics, String combine) {
        String path = "/v1/services/" + ApiClient.escape(service) + "/history?metric=" + ApiClient.escape(metrics)
                + "&from=-" + ApiClient.escape(last)
                + (node == null ? "" : "&node=" + ApiClient.escape(node))
                + (combine == null ? "" : "&combine=" + combine);
        return client.client().get(path).body();
    }

    private static TimeSeries series(JsonNode series) {
        JsonNode points = series.path("points");
        long[] times = new long[points.size()];
        double[] values = new double[points.size()];
        for (int i = 0; i < times.length; i++) {
            times[i] = points.get(i).path(0).asLong();
            values[i] = points.get(i).path(1).asDouble(Double.NaN);
        }
        return new TimeSeries(series.path("metric").asText(""), times, values);
    }
}
