package io.flyball.simulator.bench;

import io.flyball.policy.forecast.ForecastSettings;
import io.flyball.policy.forecast.ForecastTracker;
import io.flyball.policy.forecast.Forecasts;
import io.flyball.policy.forecast.TrackerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * Measures forecasts on one thread: {@code ForecastBench FILE.csv} reads series in the wide form of the M4 competition (an
 * id, then values), forecasts 48 points with season 24 cold and warm, and then follows one service for a day of ticks.
 */
public final class ForecastBench {
    private static final int HORIZON = 48;
    private static final int SEASON = 24;
    private static final int PASSES = 5;
    private static final int DAYS_BEFORE = 14;
    private static final Duration TICK = Duration.ofSeconds(5);
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    private final LongSupplier nanos;

    private ForecastBench(LongSupplier nanos) {
        this.nanos = nanos;
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("usage: ForecastBench FILE.csv");
            System.exit(2);
        }
        var bench = new ForecastBench(System::nanoTime);
        Machine.facts().forEach((name, value) -> System.out.println(name + ": " + value));
        System.out.println("load before: " + Machine.load());
        bench.series(read(Path.of(arguments[0])));
        bench.ticks();
        System.out.println("load after: " + Machine.load());
    }

    private static List<double[]> read(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.skip(1)
                    .map(line -> Arrays.stream(line.split(","))
                            .skip(1)
                            .map(cell -> cell.replace("\"", "").trim())
                            .filter(cell -> !cell.isEmpty())
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toList();
        }
    }

    private void series(List<double[]> all) {
        for (int pass = 0; pass < PASSES; pass++) {
            long began = nanos.getAsLong();
            long qualified = all.stream()
                    .filter(values -> Forecasts.of(values, OptionalInt.of(SEASON), HORIZON, ForecastSettings.DEFAULTS)
                            .qualified())
                    .count();
            System.out.printf(
                    Locale.ROOT,
                    "%d series, pass %d: %.2f s, %d qualified%n",
                    all.size(),
                    pass,
                    (nanos.getAsLong() - began) / 1e9,
                    qualified);
        }
    }

    /** Two weeks in ticks of a minute, then a day in ticks of five seconds. */
    private void ticks() {
        var random = new SplittableRandom(1);
        ForecastTracker tracker = ForecastTracker.start(TrackerSettings.DEFAULTS);
        Instant now = START;
        Instant measuredFrom = START.plus(Duration.ofDays(DAYS_BEFORE));
        for (; now.isBefore(measuredFrom); now = now.plusSeconds(60)) {
            tracker = tracker.observe(now, load(now, random));
        }
        long longest = 0;
        int count = 0;
        long began = nanos.getAsLong();
        for (Instant end = now.plus(Duration.ofDays(1)); now.isBefore(end); now = now.plus(TICK)) {
            long before = nanos.getAsLong();
            tracker = tracker.observe(now, load(now, random));
            longest = Math.max(longest, nanos.getAsLong() - before);
            count++;
        }
        System.out.printf(
                Locale.ROOT,
                "tracker, %d ticks: %.1f us a tick, longest %.1f ms (a refit); qualified: %s, %s%n",
                count,
                (nanos.getAsLong() - began) / 1e3 / count,
                longest / 1e6,
                tracker.prediction().qualified(),
                tracker.prediction().reasons());
    }

    private static double load(Instant at, SplittableRandom random) {
        double day = at.getEpochSecond() % 86_400 / 86_400.0;
        return 1_000 * (1 - 0.8 * Math.cos(2 * Math.PI * day)) * (0.9 + 0.2 * random.nextDouble());
    }
}
