package io.flyball.cli.series;

import io.flyball.policy.series.Cell;
import io.flyball.policy.series.CsvLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Reads series in rows, the form of the M4 competition: an id, then the values; empty cells at the end are no values. */
public final class WideFile {
    private WideFile() {}

    /** @throws WrongFile where the file cannot be read or a row is no series */
    public static List<TimeSeries> read(Path file) {
        List<TimeSeries> series = new ArrayList<>();
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String line;
            int number = 0;
            while ((line = in.readLine()) != null) {
                number++;
                List<String> cells = CsvLine.cells(number == 1 ? CsvLine.withoutMark(line) : line);
                boolean isHeader = number == 1
                        && cells.size() > 1
                        && Cell.number(cells.get(1)).isEmpty();
                if (!line.isBlank() && !isHeader) {
                    series.add(row(file, number, cells));
                }
            }
        } catch (IOException e) {
            throw new WrongFile("cannot read " + file + ": " + WrongFile.reason(e));
        }
        if (series.isEmpty()) {
            throw new WrongFile(file + ": must have rows of an id and values");
        }
        return series;
    }

    private static TimeSeries row(Path file, int number, List<String> cells) {
        int end = cells.size();
        while (end > 1 && cells.get(end - 1).isEmpty()) {
            end--;
        }
        if (end < 2) {
            throw new WrongFile("%s:%d: must have an id and at least one value".formatted(file, number));
        }
        double[] values = new double[end - 1];
        for (int i = 1; i < end; i++) {
            OptionalDouble value = Cell.number(cells.get(i));
            if (value.isEmpty()) {
                throw new WrongFile("%s:%d: value %d of %s = '%s': must be a finite number"
                        .formatted(file, number, i, Cell.shown(cells.get(0)), Cell.shown(cells.get(i))));
            }
            values[i - 1] = value.getAsDouble();
        }
        return new TimeSeries(cells.get(0), new long[0], values);
    }
}
