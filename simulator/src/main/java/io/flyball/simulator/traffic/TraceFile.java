package io.flyball.simulator.traffic;

import io.flyball.policy.series.Cell;
import io.flyball.policy.series.CsvLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Reads a trace: an optional header, then rows of {@code timestamp,value}. Times are epoch seconds or milliseconds, seconds
 * from 0, or ISO 8601; an empty value or an absent row means that nothing was measured. Tells up to 20 mistakes at once.
 */
public final class TraceFile {
    private static final double LARGEST = 1e12;
    private static final int MOST_MISTAKES = 20;
    private static final int MOST_ROWS = 5_000_000;
    private static final int FIRST_ROWS = 4_096;

    private final String file;
    private final List<String> mistakes = new ArrayList<>();
    private long[] times = new long[FIRST_ROWS];
    private double[] values = new double[FIRST_ROWS];
    private int rows;
    private int measured;

    private TraceFile(String file) {
        this.file = file;
    }

    /** @throws WrongTrace where the file cannot be read or is no trace */
    public static Trace read(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new WrongTrace(List.of("cannot read " + file + ": must be a file"));
        }
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return read(file.toString(), in);
        } catch (IOException e) {
            throw new WrongTrace(List.of("cannot read " + file + ": " + reason(e)));
        }
    }

    /** @param name of the file, for messages */
    public static Trace read(String name, BufferedReader in) throws IOException {
        TraceFile reader = new TraceFile(name);
        reader.rows(in);
        if (reader.mistakes.isEmpty() && reader.measured == 0) {
            reader.mistakes.add(name + ": must have rows of timestamp,value");
        }
        if (!reader.mistakes.isEmpty()) {
            throw new WrongTrace(reader.mistakes);
        }
        return Trace.of(Arrays.copyOf(reader.times, reader.rows), Arrays.copyOf(reader.values, reader.rows));
    }

    private void rows(BufferedReader in) throws IOException {
        String line;
        int number = 0;
        boolean begun = false;
        while ((line = in.readLine()) != null && mistakes.size() < MOST_MISTAKES) {
            number++;
            String text = number == 1 ? CsvLine.withoutMark(line) : line;
            if (text.isBlank()) {
                continue;
            }
            List<String> cells = CsvLine.cells(text);
            if (begun || !CsvLine.isHeader(cells) || cells.size() != 2) {
                row(number, cells, CsvLine.isOpen(text));
            }
            begun = true;
        }
    }

    private void row(int number, List<String> cells, boolean isOpen) {
        if (isOpen) {
            wrong(number, "a quote is opened and not closed");
        } else if (cells.size() != 2) {
            boolean another = cells.size() == 1 && cells.get(0).matches(".*[;\t].*");
            String rule = another ? "must be separated by a comma" : "must be 2, timestamp,value";
            wrong(number, "%d %s: %s".formatted(cells.size(), cells.size() == 1 ? "cell" : "cells", rule));
        } else {
            OptionalLong time = time(number, cells.get(0));
            OptionalDouble value = value(number, cells.get(1));
            if (time.isPresent() && value.isPresent()) {
                add(number, time.getAsLong(), value.getAsDouble());
            }
        }
    }

    private OptionalLong time(int number, String cell) {
        OptionalLong time = Cell.time(cell);
        if (time.isEmpty()) {
            wrong(number, "timestamp = '%s': must be seconds or a time, e.g. 2026-11-23T10:15:00Z", cell);
        } else if (rows > 0 && time.getAsLong() < times[rows - 1]) {
            wrong(number, "timestamp = '%s': must not be before the line above", cell);
            return OptionalLong.empty();
        }
        return time;
    }

    private OptionalDouble value(int number, String cell) {
        OptionalDouble value = Cell.number(cell);
        if (value.isEmpty() || value.getAsDouble() < 0) {
            wrong(number, "value = '%s': must be a number from 0 up, or empty where nothing was measured", cell);
            return OptionalDouble.empty();
        }
        if (value.getAsDouble() > LARGEST) {
            wrong(number, "value = '%s': must be at most 1e12 requests per second", cell);
            return OptionalDouble.empty();
        }
        return value;
    }

    private void add(int number, long time, double value) {
        if (rows == MOST_ROWS) {
            throw new WrongTrace(List.of("%s:%d: must have at most %d rows".formatted(file, number, MOST_ROWS)));
        }
        if (rows == times.length) {
            times = Arrays.copyOf(times, 2 * rows);
            values = Arrays.copyOf(values, 2 * rows);
        }
        times[rows] = time;
        values[rows++] = value;
        measured += Double.isNaN(value) ? 0 : 1;
    }

    private void wrong(int number, String rule, String cell) {
        wrong(number, rule.formatted(Cell.shown(cell)));
    }

    private void wrong(int number, String mistake) {
        mistakes.add(file + ":" + number + ": " + mistake);
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file";
        }
        return e instanceof CharacterCodingException ? "must be text in UTF-8" : String.valueOf(e.getMessage());
    }
}
