package io.flyball.simulator.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flyball.simulator.fleet.Latencies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a run found, for people and for programs. */
final class Findings {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Map<String, String> facts;
    private final List<Finding> found = new ArrayList<>();
    private boolean measured;

    /** @param facts what the figures must be read with */
    Findings(Map<String, String> facts) {
        this.facts = facts;
    }

    void add(Finding finding) {
        found.add(finding);
    }

    void add(String name, Latencies times) {
        add(Finding.of(name + ", p50", times.percentile(50), "ms"));
        add(Finding.of(name + ", p95", times.percentile(95), "ms"));
        add(Finding.of(name + ", p99", times.percentile(99), "ms"));
        add(Finding.of(name + ", max", times.max(), "ms"));
    }

    void fact(String name, String value) {
        facts.put(name, value);
    }

    /** The run has the figures it was made for. */
    void measured() {
        measured = true;
    }

    boolean isMeasured() {
        return measured;
    }

    String table() {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"figure", "value", "unit", "wanted", ""});
        for (Finding finding : found) {
            String wanted = finding.bound().map(Finding.Bound::toString).orElse("");
            rows.add(new String[] {
                finding.name(), Finding.show(finding.value()), finding.unit(), wanted, finding.verdict()
            });
        }
        int[] width = new int[rows.get(0).length];
        rows.forEach(row -> {
            for (int i = 0; i < row.length; i++) {
                width[i] = Math.max(width[i], row[i].length());
            }
        });
        StringBuilder text = new StringBuilder();
        facts.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append('\n'));
        text.append('\n');
        String format = "%-" + width[0] + "s  %" + width[1] + "s  %-" + width[2] + "s  %-" + width[3] + "s  %s";
        rows.forEach(row -> text.append(String.format(format, (Object[]) row).stripTrailing())
                .append('\n'));
        return text.toString();
    }

    void write(Path file) {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode about = root.putObject("facts");
        facts.forEach(about::put);
        ObjectNode figures = root.putObject("figures");
        for (Finding finding : found) {
            ObjectNode figure = figures.putObject(finding.name());
            figure.put("value", finding.value()).put("unit", finding.unit());
            finding.bound()
                    .ifPresent(
                            bound -> figure.put("wanted", bound.toString()).put("met", bound.holds(finding.value())));
        }
        try {
            Files.writeString(file, JSON.writeValueAsString(root) + "\n");
        } catch (IOException e) {
            throw new BenchException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
