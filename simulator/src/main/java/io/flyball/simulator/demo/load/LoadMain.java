package io.flyball.simulator.demo.load;

import io.flyball.simulator.demo.ParentWatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs the load until its time is over or it is told to stop.
 *
 * <p>Arguments: {@code --endpoints FILE --out DIRECTORY --day DURATION [--for DURATION]}, durations as in {@code PT4M};
 * {@code --rate R} for R requests/s instead of the demo's day, {@code --poisson SEED} for arrivals by chance,
 * {@code --backlog N} for another bound of what waits for a connection.
 */
public final class LoadMain {
    private static final long LINGER_NANOS = Duration.ofSeconds(5).toNanos();

    private LoadMain() {}

    public static void main(String[] arguments) throws Exception {
        ParentWatch.start();
        Map<String, String> options = options(arguments);
        Duration dayLength = Duration.parse(options.get("--day"));
        DayShape day = options.containsKey("--rate")
                ? DayShape.steady(dayLength, Double.parseDouble(options.get("--rate")))
                : DayShape.demo(dayLength);
        Arrivals arrivals = options.containsKey("--poisson")
                ? Arrivals.poisson(day::rate, Long.parseLong(options.get("--poisson")))
                : new Arrivals(day::rate);
        LoadSettings settings = options.containsKey("--backlog")
                ? LoadSettings.DEMO.withBacklog(Integer.parseInt(options.get("--backlog")))
                : LoadSettings.DEMO;
        Duration length = Duration.parse(options.getOrDefault("--for", "P365D"));
        try (LoadLog log = new LoadLog(Path.of(options.get("--out")), day, System::currentTimeMillis)) {
            Endpoints endpoints = new Endpoints(Path.of(options.get("--endpoints")));
            LoadGenerator generator = new LoadGenerator(settings, endpoints, arrivals, System::nanoTime, log);
            Thread main = Thread.currentThread();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(generator, main), "stop"));
            generator.run(length.toNanos(), LINGER_NANOS);
        }
    }

    private static void stop(LoadGenerator generator, Thread main) {
        generator.stop();
        try {
            main.join(LINGER_NANOS / 1_000_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new TreeMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            options.put(arguments[i], arguments[i + 1]);
        }
        for (String required : new String[] {"--day", "--out", "--endpoints"}) {
            if (!options.containsKey(required)) {
                throw new IllegalArgumentException(required + ": must be given");
            }
        }
        return options;
    }
}
