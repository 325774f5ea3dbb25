package io.flyball.policy.forecast;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Recorded workloads, {@code timestamp,value} in seconds; lines that are absent become NaN. */
public final class Traces {
    private Traces() {}

    /** @param step seconds between two values */
    public record Trace(String name, double[] values, long step) {
        int day() {
            return (int) (86_400 / step);
        }
    }

    public static List<Trace> all(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .map(Traces::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder.toString(), e);
        }
    }

    private static Trace read(Path file) {
        try {
            List<String[]> rows = Files.readAllLines(file).stream()
                    .skip(1)
                    .map(line -> line.split(","))
                    .toList();
            long[] times =
                    rows.stream().mapToLong(row -> Long.parseLong(row[0])).toArray();
            long[] steps = new long[times.length - 1];
            Arrays.setAll(steps, i -> times[i + 1] - times[i]);
            Arrays.sort(steps);
            long step = steps[steps.length / 2];
            double[] values = new double[(int) Math.round((double) (times[times.length - 1] - times[0]) / step) + 1];
            Arrays.fill(values, Double.NaN);
            for (int i = 0; i < times.length; i++) {
                values[(int) Math.round((double) (times[i] - times[0]) / step)] = Double.parseDouble(rows.get(i)[1]);
            }
            return new Trace(file.getFileName().toString().replace(".csv", ""), values, step);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
