package io.flyball.policy.analyze.bottleneck;

import io.flyball.protocol.model.Sample;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Samples from a table: one column is the time, one may be the node, every other column is the metric of its name. An
 * empty cell, and what is not a number, was not measured.
 *
 * <p>Example: {@code time,node,cpu} and {@code 2026-11-23T10:00:00Z,a-1,0.4}.
 */
public final class MetricRows {
    private static final List<String> TIMES = List.of("time", "timestamp", "at");
    private static final String NODE = "node";
    /** Seconds up to here (the year 5138), milliseconds beyond. */
    private static final double LAST_SECOND = 1e11;

    private MetricRows() {}

    /**
     * Samples by node; the node is empty where no column names it.
     *
     * @param header names of the columns
     * @param rows cells; missing ones at the end are empty
     */
    public static Map<String, List<Sample>> samples(List<String> header, List<List<String>> rows) {
        List<String> columns = header.stream().map(String::strip).toList();
        int time = columns.stream()
                .filter(TIMES::contains)
                .findFirst()
                .map(columns::indexOf)
                .orElse(-1);
        if (time < 0) {
            throw new IllegalArgumentException(
                    "columns = " + String.join(",", columns) + ": must contain one of " + String.join(", ", TIMES));
        }
        int node = columns.indexOf(NODE);
        Map<String, List<Sample>> samples = new TreeMap<>();
        for (int i = 0; i < rows.size(); i++) {
            List<String> row = rows.get(i);
            Map<String, Double> values = new HashMap<>();
            for (int k = 0; k < Math.min(row.size(), columns.size()); k++) {
                double value = k == time || k == node ? Double.NaN : number(row.get(k));
                if (Double.isFinite(value)) {
                    values.put(columns.get(k), value);
                }
            }
            Instant at = instant("row " + (i + 1) + ", " + columns.get(time), cell(row, time));
            samples.computeIfAbsent(cell(row, node), name -> new ArrayList<>()).add(new Sample(at, values));
        }
        return samples;
    }

    private static String cell(List<String> row, int column) {
        return column >= 0 && column < row.size() ? row.get(column).strip() : "";
    }

    private static double number(String cell) {
        try {
            return Double.parseDouble(cell.strip());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** {@code 2026-11-23T10:00:00Z}, {@code 2026-11-23 10:00:00} (UTC), seconds or milliseconds since 1970. */
    private static Instant instant(String path, String text) {
        double number = number(text);
        try {
            if (Double.isFinite(number)) {
                return Instant.ofEpochMilli(Math.round(Math.abs(number) <= LAST_SECOND ? number * 1000 : number));
            }
            return text.endsWith("Z")
                    ? Instant.parse(text)
                    : LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    path + " = '" + text + "': must be a time, e.g. 2026-11-23T10:00:00Z or seconds since 1970", e);
        }
    }
}
