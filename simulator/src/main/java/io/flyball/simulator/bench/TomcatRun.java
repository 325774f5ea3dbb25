package io.flyball.simulator.bench;

import io.flyball.simulator.demo.ParentWatch;
import io.flyball.simulator.demo.load.LoadMain;
import io.flyball.simulator.demo.load.LoadSecond;
import io.flyball.simulator.demo.service.ShopMain;
import io.flyball.simulator.fleet.Clocks;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/** One shop in a JVM of its own with one size of its pool, under a Poisson load from another JVM. */
final class TomcatRun {
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
    private static final Pattern LISTENS = Pattern.compile("listens on 127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern SUM = Pattern.compile("(?m)^http_server_requests_seconds_sum\\{[^}]*} (\\S+)$");
    private static final Pattern COUNT = Pattern.compile("(?m)^http_server_requests_seconds_count\\{[^}]*} (\\S+)$");

    private final double rate;
    private final int backlog;
    private final Duration warmUp;
    private final Duration length;
    private final Clocks clocks;

    TomcatRun(double rate, int backlog, Duration warmUp, Duration length, Clocks clocks) {
        this.rate = rate;
        this.backlog = backlog;
        this.warmUp = warmUp;
        this.length = length;
        this.clocks = clocks;
    }

    /**
     * What was measured after the warm-up; times in seconds.
     *
     * @param throughput answers per second
     * @param offered arrivals per second, drawn with a mean of the rate
     * @param mean from the intended start to the answer, as are the percentiles
     * @param servlet mean from the servlet's first to its last line
     * @param cpu of the shop's process, per request
     * @param calm share of the seconds that count, see {@link Canary}
     * @param machineLoad load average of the last minute, at the end
     */
    record Measured(
            int threads,
            double offered,
            double throughput,
            double mean,
            double p50,
            double p99,
            double servlet,
            double cpu,
            double calm,
            String machineLoad) {}

    private record Look(double cpuSeconds, double servletSeconds, double requests) {}

    Measured measure(int threads, long seed) {
        try (Children children = Children.in(Optional.empty());
                Canary canary = Canary.start(clocks)) {
            Process shop = children.start("shop", java(ShopMain.class, shopArguments(threads)));
            int port = port(children);
            Path endpoints = children.directory().resolve("shop.json");
            Files.writeString(
                    endpoints, "[{\"targets\":[\"127.0.0.1:" + port + "\"],\"labels\":{\"node\":\"shop-1\"}}]");
            Path out = children.directory().resolve("load");
            Process load = children.start("load", java(LoadMain.class, loadArguments(endpoints, out, seed)));
            clocks.sleep(warmUp);
            Look before = look(shop, port);
            clocks.sleep(length);
            Look after = look(shop, port);
            await(load);
            return read(threads, out, before, after, canary);
        } catch (IOException e) {
            throw new BenchException("cannot measure " + threads + " threads: " + e.getMessage(), e);
        }
    }

    private static List<String> shopArguments(int threads) {
        return List.of("--port", "0", "--max-threads", "" + threads, "--cart-ttl-seconds", "2");
    }

    private List<String> loadArguments(Path endpoints, Path out, long seed) {
        String all = warmUp.plus(length).toString();
        return List.of(
                "--endpoints",
                endpoints.toString(),
                "--out",
                out.toString(),
                "--day",
                all,
                "--for",
                all,
                "--rate",
                "" + rate,
                "--poisson",
                "" + seed,
                "--backlog",
                "" + backlog);
    }

    private static JavaCommands.Command java(Class<?> main, List<String> arguments) {
        List<String> words = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms128m",
                "-Xmx320m",
                "-XX:TieredStopAtLevel=1",
                "-D" + ParentWatch.PROPERTY + "=" + ProcessHandle.current().pid(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        words.addAll(arguments);
        return new JavaCommands.Command(words, Map.of());
    }

    private int port(Children children) {
        int[] port = {0};
        boolean listens = clocks.await(STARTS_WITHIN, () -> {
            Matcher matcher = LISTENS.matcher(children.tail("shop"));
            port[0] = matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
            return port[0] > 0;
        });
        if (!listens) {
            throw new BenchException("the shop does not listen:\n" + children.tail("shop"));
        }
        return port[0];
    }

    private static Look look(Process shop, int port) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .build();
        try {
            String page = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
            return new Look(ProcessReading.of(shop.pid()).cpuSeconds(), number(SUM, page), number(COUNT, page));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    private static double number(Pattern pattern, String page) {
        Matcher matcher = pattern.matcher(page);
        if (!matcher.find()) {
            throw new BenchException("the shop's metrics tell nothing of its requests");
        }
        return Double.parseDouble(matcher.group(1));
    }

    private static void await(Process load) {
        try {
            load.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Measured read(int threads, Path out, Look before, Look after, Canary canary) throws IOException {
        Histogram latencies = new Histogram(60_000_000L, 2);
        long offered = 0;
        long completed = 0;
        long seconds = 0;
        long calm = 0;
        List<String> lines = Files.readAllLines(out.resolve("load.tsv"));
        for (String line : lines.subList(1, lines.size())) {
            LoadSecond second = LoadSecond.parse(line);
            if (second.second() >= warmUp.toSeconds()
                    && second.second() < warmUp.plus(length).toSeconds()) {
                if (canary.wasCalm(second.endEpochMillis() - 1_000, second.endEpochMillis())) {
                    latencies.add(second.latencies());
                    calm++;
                }
                offered += second.offered();
                completed += second.completed();
                seconds++;
            }
        }
        double requests = after.requests() - before.requests();
        return new Measured(
                threads,
                (double) offered / seconds,
                (double) completed / seconds,
                latencies.getMean() / 1e6,
                latencies.getValueAtPercentile(50) / 1e6,
                latencies.getValueAtPercentile(99) / 1e6,
                (after.servletSeconds() - before.servletSeconds()) / requests,
                (after.cpuSeconds() - before.cpuSeconds()) / requests,
                (double) calm / seconds,
                Machine.load());
    }
}
