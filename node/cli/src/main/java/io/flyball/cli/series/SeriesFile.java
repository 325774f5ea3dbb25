package io.flyball.cli.series;

import io.flyball.policy.series.Cell;
import io.flyball.policy.series.CsvLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads a CSV file of one or more series: an optional header, then rows of {@code time,value[,value...]}, or of one
 * value each; a header alone is a series of no values. Times are {@code 2014-04-01 00:05:00} (UTC), ISO 8601 or epoch seconds or milliseconds; an empty value
 * means that nothing was measured. Errors name file, line, value and rule.
 */
public final class SeriesFile {
    /** More would not fit into the memory of a command. */
    public static final int MOST_ROWS = 5_000_000;

    private static final int MOST_MISTAKES = 10;
    private static final List<String> TIME_NAMES = List.of("", "timestamp", "time", "at", "date", "datetime", "ts");

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
                String text = number == 1 ? CsvLine.withoutMark(line) : line;
                if (!text.isBlank()) {
                    row(number, CsvLine.cells(text), CsvLine.isOpen(text));
                }
            }
        } catch (IOException e) {
            throw new WrongFile("cannot read " + file + ": " + WrongFile.reason(e));
        }
        if (!mistakes.isEmpty()) {
            throw new WrongFile(String.join("\n  ", mistakes));
        }
        if (rows.isEmpty() && !timed) { // a header alone is a series of no values
            throw new WrongFile(file + ": must have rows of timestamp,value");
        }
    }

    private void row(int number, List<String> cells, boolean isOpen) {
        if (names.isEmpty()) {
            if (cells.size() == 1 && (cells.get(0).contains(";") || cells.get(0).contains("\t"))) {
                throw new WrongFile("%s:%d: '%s': cells must be separated by commas, not %s"
                        .formatted(
                                file,
                                number,
                                Cell.shown(cells.get(0)),
                                cells.get(0).contains(";") ? "semicolons" : "tabs"));
            }
            if (CsvLine.isHeader(cells)) {
                names = cells;
                timed = cells.size() > 1 && isTimeColumn(cells.get(0));
                checkNames();
                return;
            }
            timed = cells.size() > 1;
            names = unnamed(cells.size());
        }
        if (isOpen) {
            mistakes.add("%s:%d: a quote is opened and not closed".formatted(file, number));
            return;
        }
        if (cells.size() != names.size()) {
            mistakes.add("%s:%d: %d %s: must be %d as in the first line"
                    .formatted(file, number, cells.size(), cells.size() == 1 ? "cell" : "cells", names.size()));
            return;
        }
        if (rows.size() == MOST_ROWS) {
            throw new WrongFile("%s:%d: must have at most %d rows".formatted(file, number, MOST_ROWS));
        }
        if (rows.isEmpty() && !timed && cells.size() > 1) { // another name for the times
            timed = Cell.number(cells.get(0)).isEmpty()
                    && Cell.time(cells.get(0)).isPresent();
        }
        int first = timed ? 1 : 0;
        if (timed) {
            OptionalLong time = Cell.time(cells.get(0));
            if (time.isEmpty()) {
                mistakes.add("%s:%d: %s = '%s': must be a time, e.g. 2026-11-23T10:15:00Z"
                        .formatted(file, number, Cell.shown(names.get(0)), Cell.shown(cells.get(0))));
                return;
            }
            if (!times.isEmpty() && time.getAsLong() < times.get(times.size() - 1)) {
                mistakes.add("%s:%d: %s = '%s': must not be before the line above"
                        .formatted(file, number, Cell.shown(names.get(0)), Cell.shown(cells.get(0))));
                return;
            }
            times.add(time.getAsLong());
        }
        double[] values = new double[cells.size() - first];
        for (int i = first; i < cells.size(); i++) {
            OptionalDouble value = Cell.number(cells.get(i));
            if (value.isEmpty()) {
                mistakes.add("%s:%d: %s = '%s': must be a finite number, or empty where nothing was measured"
                        .formatted(file, number, Cell.shown(names.get(i)), Cell.shown(cells.get(i))));
                return;
            }
            values[i - first] = value.getAsDouble();
        }
        rows.add(values);
    }

    private void checkNames() {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new WrongFile("%s: two columns are named '%s': must differ".formatted(file, Cell.shown(name)));
            }
        }
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
}
