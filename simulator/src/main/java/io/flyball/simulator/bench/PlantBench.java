package io.flyball.simulator.bench;

import io.flyball.protocol.model.ServiceName;
import io.flyball.simulator.plant.service.ServiceModel;
import io.flyball.simulator.plant.service.ServicePlant;
import io.flyball.simulator.traffic.Load;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Node-steps per CPU second of one thread, and memory per node, of the plant {@code service} with everything on: half of the
 * capacity on average, a daily wave pressed into ten minutes. Arguments: {@code [nodes [day]]}; the latter adds 24 hours.
 */
public final class PlantBench {
    private static final int NODES = 1_000;
    private static final int SECONDS = 1_200;
    private static final int DAY = 86_400;
    private static final int PERIOD = 15;
    private static final int ROUNDS = 5;
    private static final double PER_NODE = 110;

    private PlantBench() {}

    public static void main(String[] arguments) {
        Machine.facts().forEach((name, fact) -> System.out.println(name + ": " + fact));
        System.out.println("load average: " + Machine.load());
        int nodes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : NODES;
        // one downstream for so many nodes has to be large
        ServiceModel model =
                ServiceModel.DEFAULTS.with(Map.of("downstreamServers", 10_000.0, "downstreamConnections", 1e6));
        measure("default", model, nodes, PlantBench::cpuNanos);
        measure(
                "200 threads, least busy first",
                model.with(Map.of("threads", 200.0, "leastBusy", 1.0)),
                nodes,
                PlantBench::cpuNanos);
        memory(nodes);
        if (arguments.length > 1) {
            day(model, nodes);
        }
    }

    private static void day(ServiceModel model, int nodes) {
        ServicePlant plant = plant(model, nodes);
        Load load = wave(nodes);
        long cpu = cpuNanos();
        long wall = System.nanoTime();
        for (int at = 1; at <= DAY; at++) {
            plant.advance(at * 1000L, load);
        }
        System.out.printf(
                Locale.ROOT,
                "24 h, %d nodes, judged every second: %.0f s of CPU, %.0f s in all%n",
                nodes,
                (cpuNanos() - cpu) / 1e9,
                (System.nanoTime() - wall) / 1e9);
    }

    private static void measure(String name, ServiceModel model, int nodes, LongSupplier nanos) {
        for (int round = 1; round <= ROUNDS; round++) {
            for (int mode = 0; mode < 3; mode++) {
                int period = mode == 1 ? 1 : PERIOD;
                boolean reports = mode == 2;
                ServicePlant plant = plant(model, nodes);
                Load load = wave(nodes);
                double sum = 0;
                long start = nanos.getAsLong();
                for (int at = period; at <= SECONDS; at += period) {
                    plant.advance(at * 1000L, load);
                    sum += plant.interval().violated();
                    sum += reports ? plant.reports().size() : 0;
                }
                double seconds = (nanos.getAsLong() - start) / 1e9;
                System.out.printf(
                        Locale.ROOT,
                        "%s, round %d, %s: %,.0f node-steps per CPU second, p99 %.0f ms, check %.0f%n",
                        name,
                        round,
                        "judged every " + period + " s" + (reports ? ", with reports" : ""),
                        (double) nodes * SECONDS / seconds,
                        plant.interval().latencyP99() * 1000,
                        sum);
            }
        }
    }

    /** Of this thread: what others take of the processors does not count. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void memory(int nodes) {
        List<ServicePlant> kept = new ArrayList<>();
        kept.add(plant(ServiceModel.DEFAULTS, 1));
        long before = used();
        kept.add(plant(ServiceModel.DEFAULTS, 10 * nodes));
        long after = used();
        System.out.printf(Locale.ROOT, "%,.0f bytes per node%n", (after - before) / (10.0 * nodes));
        kept.forEach(plant -> plant.advance(1000, wave(nodes)));
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static ServicePlant plant(ServiceModel model, int nodes) {
        return new ServicePlant(new ServiceName("bench"), model, 1, nodes, 0);
    }

    private static Load wave(int nodes) {
        return millis -> nodes * PER_NODE * (1 + 0.6 * StrictMath.sin(2 * StrictMath.PI * millis / 600_000.0));
    }
}
