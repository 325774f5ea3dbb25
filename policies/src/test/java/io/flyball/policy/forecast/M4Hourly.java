package io.flyball.policy.forecast;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Reads the wide form of the M4 competition: an id, then as many values as the series has. */
final class M4Hourly {
    private M4Hourly() {}

    static List<double[]> series(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .skip(1)
                    .map(M4Hourly::values)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static double[] values(String line) {
        return Arrays.stream(line.split(","))
                .skip(1)
                .map(cell -> cell.replace("\"", "").trim())
                .filter(cell -> !cell.isEmpty())
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
