package io.flyball.policy.analyze.anomaly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flyball.policy.conformance.Cases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The labelled series of the benchmark that lie beside the project. */
final class NabCorpus {
    private NabCorpus() {}

    record File(String name, long[] epochMillis, double[] values, List<int[]> windows) {
        NabScorer.Series scored(double[] scores) {
            return new NabScorer.Series(scores, windows);
        }
    }

    /** All files, or the test is skipped. */
    static List<File> read() {
        Path folder = Cases.file("data.nab", "data/nab");
        try {
            JsonNode windows =
                    new ObjectMapper().readTree(folder.resolve("windows.json").toFile());
            List<File> files = new ArrayList<>();
            for (var entry : windows.properties()) {
                files.add(read(folder.resolve("data").resolve(entry.getKey()), entry.getKey(), entry.getValue()));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static File read(Path path, String name, JsonNode labels) throws IOException {
        List<String> lines = Files.readAllLines(path);
        int count = lines.size() - 1;
        long[] times = new long[count];
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            String[] cells = lines.get(i + 1).split(",");
            times[i] = millis(cells[0]);
            values[i] = Double.parseDouble(cells[1]);
        }
        List<int[]> windows = new ArrayList<>();
        for (JsonNode label : labels) {
            windows.add(within(
                    times, millis(label.get(0).asText()), millis(label.get(1).asText())));
        }
        return new File(name, times, values, windows);
    }

    private static int[] within(long[] times, long from, long to) {
        int first = 0;
        while (times[first] < from) {
            first++;
        }
        int last = first;
        while (last + 1 < times.length && times[last + 1] <= to) {
            last++;
        }
        return new int[] {first, last};
    }

    private static long millis(String text) {
        return LocalDateTime.parse(text.trim().replace(' ', 'T'))
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli();
    }
}
