package io.flyball.simulator.bench;

import io.flyball.protocol.model.ServiceName;
import io.flyball.simulator.bench.TomcatRun.Measured;
import io.flyball.simulator.fleet.Clocks;
import io.flyball.simulator.plant.Interval;
import io.flyball.simulator.plant.service.ServiceModel;
import io.flyball.simulator.plant.service.ServicePlant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The plant {@code service} against a real Tomcat: the demo's shop with 2 to 64 threads under the same Poisson load. The
 * model's CPU, wait and variation come from one size, which is said; all others are predicted. Of several rounds the median
 * counts, and of each only the seconds in which this machine let a thread run when it wanted to. Exit status 0 where every size is within the bounds, 1 otherwise.
 *
 * <p>Arguments: {@code [rate [rounds [seconds]]]}, by default 300 requests/s, 3 rounds, 20 s after 10 s of warm-up.
 */
public final class TomcatCheck {
    private static final List<Integer> SIZES = List.of(2, 4, 8, 16, 32, 64);
    private static final int CALIBRATED_BY = 32;
    private static final int CONNECTIONS = 64;
    private static final int BACKLOG = 200;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final double THROUGHPUT_WITHIN = 0.10;
    private static final double P99_WITHIN = 0.25;
    /** Standard normal quantile of 99 %. */
    private static final double Z99 = 2.3263;

    private TomcatCheck() {}

    /** Seconds outside of the threads, and what the model takes per request. */
    private record Calibration(double outside, double cpu, double waiting, double variation) {}

    public static void main(String[] arguments) {
        double rate = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 300;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        long seconds = arguments.length > 2 ? Long.parseLong(arguments[2]) : 20;
        Machine.facts().forEach((name, fact) -> System.out.println(name + ": " + fact));
        TomcatRun run = new TomcatRun(rate, BACKLOG, WARM_UP, Duration.ofSeconds(seconds), Clocks.system());
        List<Measured> all = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            for (int threads : SIZES) {
                Measured measured = run.measure(threads, round);
                all.add(measured);
                System.out.printf(
                        Locale.ROOT,
                        "round %d, %2d threads: %.1f/s, mean %.2f, p50 %.2f, p99 %.2f, servlet %.2f, cpu %.3f ms, %.0f %% calm, load %s%n",
                        round,
                        threads,
                        measured.throughput(),
                        measured.mean() * 1e3,
                        measured.p50() * 1e3,
                        measured.p99() * 1e3,
                        measured.servlet() * 1e3,
                        measured.cpu() * 1e3,
                        measured.calm() * 100,
                        measured.machineLoad());
            }
        }
        System.exit(tell(all) ? 0 : 1);
    }

    private static boolean tell(List<Measured> all) {
        Calibration calibration = calibrate(all);
        System.out.printf(
                Locale.ROOT,
                "calibrated by %d threads: cpu %.3f ms, wait %.2f ms, cv2 %.5f, %.2f ms outside of the threads%n",
                CALIBRATED_BY,
                calibration.cpu * 1e3,
                calibration.waiting * 1e3,
                calibration.variation,
                calibration.outside * 1e3);
        System.out.println("| threads | throughput/s | predicted | off | p99 ms | predicted | off | within |");
        System.out.println("|---:|---:|---:|---:|---:|---:|---:|---|");
        boolean good = true;
        for (int threads : SIZES) {
            double throughput = median(all, threads, Measured::throughput);
            double p99 = median(all, threads, Measured::p99);
            Interval predicted = predict(median(all, threads, Measured::offered), threads, calibration);
            double served = predicted.offered() - predicted.lost();
            double late = predicted.latencyP99() + calibration.outside;
            double offThroughput = served / throughput - 1;
            double offP99 = late / p99 - 1;
            boolean within = Math.abs(offThroughput) <= THROUGHPUT_WITHIN && Math.abs(offP99) <= P99_WITHIN;
            good &= within;
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %.1f | %.1f | %+.1f %% | %.1f | %.1f | %+.1f %% | %s |%n",
                    threads,
                    throughput,
                    served,
                    offThroughput * 100,
                    p99 * 1e3,
                    late * 1e3,
                    offP99 * 100,
                    within ? "yes" : "NO");
        }
        return good;
    }

    /** The log-normal through median and 99th percentile; what the servlet does not see is outside of the threads. */
    private static Calibration calibrate(List<Measured> all) {
        double servlet = median(all, CALIBRATED_BY, Measured::servlet);
        double cpu = median(all, CALIBRATED_BY, Measured::cpu);
        double outside = median(all, CALIBRATED_BY, Measured::mean) - servlet;
        double p50 = median(all, CALIBRATED_BY, Measured::p50) - outside;
        double p99 = median(all, CALIBRATED_BY, Measured::p99) - outside;
        double sigma = StrictMath.log(p99 / p50) / Z99;
        return new Calibration(outside, cpu, Math.max(0, servlet - cpu), StrictMath.expm1(sigma * sigma));
    }

    private static Interval predict(double rate, int threads, Calibration calibration) {
        Map<String, Double> traits = new HashMap<>();
        traits.put("cpu", calibration.cpu);
        traits.put("wait", calibration.waiting);
        traits.put("cv2", calibration.variation);
        traits.put("threads", (double) threads);
        traits.put("queue", (double) Math.max(0, CONNECTIONS - threads) + BACKLOG);
        for (String off : List.of("sigma", "kappa", "cache", "call", "neighbourEvery", "speedSpread")) {
            traits.put(off, 0.0);
        }
        traits.put("live", 10e6);
        traits.put("livePerRequest", 20e3);
        traits.put("allocation", 30e3);
        ServicePlant plant = new ServicePlant(new ServiceName("shop"), ServiceModel.DEFAULTS.with(traits), 1, 1, 0);
        plant.advance(60_000, at -> rate);
        plant.advance(660_000, at -> rate);
        return plant.interval();
    }

    private static double median(List<Measured> all, int threads, ToDoubleFunction<Measured> value) {
        double[] sorted = all.stream()
                .filter(measured -> measured.threads() == threads && measured.calm() > 0)
                .mapToDouble(value)
                .sorted()
                .toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
