package io.flyball.cli.series;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Reads a CSV file of one or more series: an optional header, then rows of {@code time,value[,value...]}, or of one
 * value each. Times are {@code 2014-04-01 00:05:00} (UTC), ISO 8601 or epoch seconds or milliseconds; an empty value
 * means that nothing was measured. Errors name file, line, value and rule.
 */
public final class SeriesFile {
    /** More would not fit into the memory of a command. */
    public static final int MOST_ROWS = 5_000_000;

    private static final int MOST_MISTAKES = 10;
    private static final List<String> TIME_NAMES = List.of("timestamp", "time", "at", "date", "datetime", "ts");

    private final Path file;
    private final List<String> mistakes = new ArrayList<>();
    private List<String> names = List.of();
    private final List<Long> times = new ArrayList<>();
    private final List<double[]> rows = new ArrayList<>();
    private boolean timed;

    private SeriesFile(Path file) {
        this.file = file;
    }

    /** @throws WrongFile where the file cannot be read or is no series */
    public static Map<String, TimeSeries> read(Path file) {
        SeriesFile reader = new SeriesFile(file);
        reader.rows();
        return reader.series();
    }

    /** The only series of the file, or the one named. */
    public static TimeSeries one(Path file, String column) {
        Map<String, TimeSeries> all = read(file);
        if (column != null) {
            TimeSeries named = all.get(column);
            if (named == null) {
                throw new WrongFile("--column = '%s': must be a column of %s: %s"
                        .formatted(column, file, String.join(", ", all.keySet())));
            }
            return named;
        }
        if (all.size() > 1) {
            throw new WrongFile("%s: has %d columns of values (%s): name one with --column"
                    .formatted(file, all.size(), String.join(", ", all.keySet())));
        }
        return all.values().iterator().next();
    }

    private void rows() {
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String line;
            int number = 0;
            while ((line = in.readLine()) != null && mistakes.size() < MOST_MISTAKES) {
                number++;
                String text = number == 1 && line.startsWith("\ufeff") ? line.substring(1) : line;
                if (!text.isBlank()) {
                    row(number, CsvLine.cells(text));
                }
            }
        } catch (MalformedInputException binary) {
            throw new WrongFile(file + ": must be text in UTF-8");
        } catch (IOException e) {
            throw new WrongFile("cannot read " + file + ": " + reason(e));
        }
        if (!mistakes.isEmpty()) {
            throw new WrongFile(String.join("\n  ", mistakes));
        }
        if (rows.isEmpty()) {
            throw new WrongFile(file + ": must have rows of timestamp,value");
        }
    }

    private void row(int number, List<String> cells) {
        if (names.isEmpty()) {
            if (cells.size() == 1 && cells.get(0).contains(";")) {
                throw new WrongFile("%s:%d: '%s': cells must be separated by commas, not semicolons"
                        .formatted(file, number, cells.get(0)));
            }
            if (isHeader(cells)) {
                names = cells;
                timed = cells.size() > 1 && isTimeColumn(cells.get(0));
                return;
            }
            timed = cells.size() > 1;
            names = unnamed(cells.size());
        }
        if (cells.size() != names.size()) {
            mistakes.add("%s:%d: %d cells: must be %d as in the first line"
                    .formatted(file, number, cells.size(), names.size()));
            return;
        }
        if (rows.size() == MOST_ROWS) {
            throw new WrongFile("%s:%d: must have at most %d rows".formatted(file, number, MOST_ROWS));
        }
        int first = timed ? 1 : 0;
        if (timed) {
            OptionalLong time = Cell.time(cells.get(0));
            if (time.isEmpty()) {
                mistakes.add("%s:%d: %s = '%s': must be a time, e.g. 2026-11-23T10:15:00Z"
                        .formatted(file, number, names.get(0), cells.get(0)));
                return;
            }
            if (!times.isEmpty() && time.getAsLong() < times.get(times.size() - 1)) {
                mistakes.add("%s:%d: %s = '%s': must not be before the line above"
                        .formatted(file, number, names.get(0), cells.get(0)));
                return;
            }
            times.add(time.getAsLong());
        }
        double[] values = new double[cells.size() - first];
        for (int i = first; i < cells.size(); i++) {
            OptionalDouble value = Cell.number(cells.get(i));
            if (value.isEmpty()) {
                mistakes.add("%s:%d: %s = '%s': must be a finite number, or empty where nothing was measured"
                        .formatted(file, number, names.get(i), cells.get(i)));
                return;
            }
            values[i - first] = value.getAsDouble();
        }
        rows.add(values);
    }

    private Map<String, TimeSeries> series() {
        long[] at = times.stream().mapToLong(Long::longValue).toArray();
        int first = timed ? 1 : 0;
        Map<String, TimeSeries> series = new LinkedHashMap<>();
        for (int column = first; column < names.size(); column++) {
            double[] values = new double[rows.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = rows.get(i)[column - first];
            }
            series.put(names.get(column), new TimeSeries(names.get(column), at, values));
        }
        if (series.isEmpty()) {
            throw new WrongFile(file + ": must have a column of values");
        }
        return series;
    }

    static boolean isHeader(List<String> cells) {
        return cells.stream()
                .allMatch(cell -> Cell.number(cell).isEmpty() && Cell.time(cell).isEmpty());
    }

    private static boolean isTimeColumn(String name) {
        return TIME_NAMES.contains(name.toLowerCase(Locale.ROOT));
    }

    private static List<String> unnamed(int columns) {
        List<String> names = new ArrayList<>();
        if (columns > 1) {
            names.add("time");
        }
        for (int i = 1; names.size() < columns; i++) {
            names.add(columns <= 2 ? "value" : "value" + i);
        }
        return names;
    }

    static String reason(IOException e) {
        return e instanceof NoSuchFileException
                ? "no such file"
                : e instanceof AccessDeniedException ? "not allowed" : e.getMessage();
    }
}
