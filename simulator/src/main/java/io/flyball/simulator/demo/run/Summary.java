package io.flyball.simulator.demo.run;

import io.flyball.simulator.demo.load.LoadSecond;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** The table at the end: the first minute against the best one. */
final class Summary {
    private Summary() {}

    static List<String> lines(Observed run) {
        List<String> lines = new ArrayList<>();
        if (run.load().isEmpty()) {
            return List.of("No load was measured.");
        }
        int length = Math.min(60, run.load().size());
        List<LoadSecond> first = run.load().subList(0, length);
        int at = Throughput.bestStart(run.load(), length);
        List<LoadSecond> best = run.load().subList(at, at + length);
        lines.add(String.format(Locale.ROOT, "%-22s %14s %14s", "", "first minute", "best minute"));
        lines.add(row("throughput, req/s", Throughput.mean(first), Throughput.mean(best)));
        lines.add(row("p50, ms", percentile(first, 50), percentile(best, 50)));
        lines.add(row("p99, ms", percentile(first, 99), percentile(best, 99)));
        lines.add(row("requests not served", shed(first), shed(best)));
        lines.add(row("instances", instances(first), instances(best)));
        lines.add(row("RSS of instances, MB", rss(run, first), rss(run, best)));
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "decisions: %d made, %d kept or applied, %d reverted, %d withheld",
                run.decisions().stream().filter(Decision::acted).count(),
                count(run, "KEPT") + count(run, "APPLIED"),
                count(run, "REVERTED"),
                count(run, "WITHHELD")));
        return lines;
    }

    private static String row(String name, double first, double best) {
        return String.format(Locale.ROOT, "%-22s %14.0f %14.0f", name, first, best);
    }

    private static double percentile(List<LoadSecond> load, double percentile) {
        Histogram all = new Histogram(60_000_000L, 2);
        load.forEach(second -> all.add(second.latencies()));
        return all.getValueAtPercentile(percentile) / 1e3;
    }

    private static double shed(List<LoadSecond> load) {
        return load.stream()
                .mapToLong(second -> second.shed() + second.failed())
                .sum();
    }

    private static double instances(List<LoadSecond> load) {
        return load.stream().mapToInt(LoadSecond::instances).max().orElse(0);
    }

    /** Mean over the stretch. */
    private static double rss(Observed run, List<LoadSecond> load) {
        Instant from = Instant.ofEpochMilli(load.get(0).endEpochMillis());
        Instant to = Instant.ofEpochMilli(load.get(load.size() - 1).endEpochMillis());
        return run.readings(from, to).stream()
                        .mapToDouble(FleetReading::rss)
                        .average()
                        .orElse(0)
                / 1e6;
    }

    private static long count(Observed run, String outcome) {
        return run.decisions().stream()
                .filter(decision -> decision.outcome().equals(outcome))
                .count();
    }
}
