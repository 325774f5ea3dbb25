package io.flyball.server.history;

import com.sun.management.OperatingSystemMXBean;
import io.flyball.protocol.message.HistoryProtocol.Row;
import io.flyball.protocol.message.HistoryProtocol.Stored;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.rocksdb.RocksDBException;

/**
 * What one store costs: appends of 1,000 nodes x 20 metrics, fsynced, by the path that a member uses from the store's
 * queue on. Run by hand:
 *
 * <pre>java -Xmx1g -cp ... io.flyball.server.history.HistoryBench DIRECTORY [HOURS] [rows in a batch] [CSV]</pre>
 *
 * Values are a seeded walk, or the columns of a CSV whose header is {@code name:g|c:decimals}, each node from a row
 * and with a scale of its own. Rows are made before the clock starts.
 */
final class HistoryBench {
    private static final ServiceName SERVICE = new ServiceName("bench");
    private static final int NODES = 1_000;
    private static final int METRICS = 20;
    private static final Duration STEP = Duration.ofSeconds(15);
    private static final int TICKS_AT_ONCE = 40;
    private static final int UNDER_WAY = 16;

    private HistoryBench() {}

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        int hours = args.length > 1 ? Integer.parseInt(args[1]) : 2;
        int batch = args.length > 2 ? Integer.parseInt(args[2]) : 100;
        Values values = args.length > 3 ? Columns.read(Path.of(args[3])) : new Walk();
        long ticks = Duration.ofHours(hours).dividedBy(STEP);
        double cpu = 0;
        double wall = 0;
        try (StoreThread store = StoreThread.open(() -> RocksSampleStore.open(directory, StoreOptions.DEFAULT))) {
            for (int tick = 0; tick < ticks; tick += TICKS_AT_ONCE) {
                List<List<Row>> batches = batches(values, tick, batch);
                long cpuBefore = cpuNanos();
                long wallBefore = System.nanoTime();
                append(store, batches);
                cpu += (cpuNanos() - cpuBefore) / 1e9;
                wall += (System.nanoTime() - wallBefore) / 1e9;
            }
        }
        double samples = (double) ticks * NODES * METRICS;
        System.out.printf("samples appended           %,.0f%n", samples);
        System.out.printf("samples per CPU-second     %,.0f%n", samples / cpu);
        System.out.printf("samples per second         %,.0f%n", samples / wall);
        compact(directory);
        System.out.printf("bytes per sample on disk   %.2f%n", bytes(directory) / samples);
        reads(directory, hours);
    }

    private static void append(StoreThread store, List<List<Row>> batches) throws InterruptedException {
        Semaphore places = new Semaphore(UNDER_WAY);
        for (List<Row> rows : batches) {
            places.acquire();
            store.append(rows, List.of(), answer -> {
                if (!(answer instanceof Stored)) {
                    System.err.println(answer);
                }
                places.release();
            });
        }
        places.acquire(UNDER_WAY);
    }

    private static List<List<Row>> batches(Values values, int firstTick, int batch) {
        List<List<Row>> batches = new ArrayList<>();
        for (int tick = firstTick; tick < firstTick + TICKS_AT_ONCE; tick++) {
            for (int first = 0; first < NODES; first += batch) {
                List<Row> rows = new ArrayList<>();
                for (int node = first; node < Math.min(NODES, first + batch); node++) {
                    Instant at = Rows.NOON.plus(STEP.multipliedBy(tick)).plusMillis(node * 15L);
                    rows.add(Rows.row(SERVICE, "node-%05d".formatted(node), at, values.of(node, tick)));
                }
                batches.add(rows);
            }
        }
        return batches;
    }

    private static void compact(Path directory) throws RocksDBException {
        try (RocksHandles handles = RocksHandles.open(directory, StoreOptions.DEFAULT)) {
            handles.db.compactRange(handles.hot());
        }
    }

    private static long bytes(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".sst"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static void reads(Path directory, int hours) {
        try (RocksSampleStore store = RocksSampleStore.open(directory, StoreOptions.DEFAULT)) {
            for (int round = 0; round < 3; round++) {
                Instant to = Rows.NOON.plus(Duration.ofHours(hours));
                long start = System.nanoTime();
                int one = store.read(SERVICE, Optional.of(new NodeId("node-00500")), Rows.NOON, to, 1_000_000, 1 << 30)
                        .rows()
                        .size();
                long middle = System.nanoTime();
                int page = store.read(SERVICE, Optional.empty(), Rows.NOON, to, 400, RowSize.MOST_BYTES)
                        .rows()
                        .size();
                long end = System.nanoTime();
                System.out.printf(
                        "read one node, %d h, %d rows: %.1f ms; first page of all nodes, %d rows: %.1f ms%n",
                        hours, one, (middle - start) / 1e6, page, (end - middle) / 1e6);
            }
        }
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** What a node shows at a tick. */
    private interface Values {
        Map<String, Double> of(int node, int tick);
    }

    /** Gauges that wander, counters that grow, with the decimals that agents round to. */
    private static final class Walk implements Values {
        private final SplittableRandom random = new SplittableRandom(1);
        private final double[][] now = new double[NODES][METRICS];

        @Override
        public Map<String, Double> of(int node, int tick) {
            Map<String, Double> values = new HashMap<>();
            for (int metric = 0; metric < METRICS; metric++) {
                double step = metric % 3 == 0 ? random.nextInt(1_000) : random.nextInt(-50, 51);
                now[node][metric] += step;
                double scale = metric % 2 == 0 ? 1 : 1e3;
                values.put("metric." + metric, now[node][metric] / scale);
            }
            return values;
        }
    }

    /** Columns of a file. */
    private record Columns(String[] names, boolean[] counters, double[] scales, List<double[]> rows) implements Values {
        static Columns read(Path file) throws IOException {
            List<String> lines = Files.readAllLines(file);
            String[] header = lines.get(0).split(",");
            String[] names = new String[header.length];
            boolean[] counters = new boolean[header.length];
            double[] scales = new double[header.length];
            for (int i = 0; i < header.length; i++) {
                String[] parts = header[i].split(":");
                names[i] = parts[0];
                counters[i] = parts[1].equals("c");
                scales[i] = Math.pow(10, Integer.parseInt(parts[2]));
            }
            List<double[]> rows = lines.subList(1, lines.size()).stream()
                    .map(line -> Stream.of(line.split(","))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toList();
            return new Columns(names, counters, scales, rows);
        }

        @Override
        public Map<String, Double> of(int node, int tick) {
            var random = new SplittableRandom(node * 7919L + 17);
            int at = random.nextInt(rows.size()) + tick;
            double[] row = rows.get(at % rows.size());
            double[] last = rows.get(rows.size() - 1);
            Map<String, Double> values = new HashMap<>();
            for (int i = 0; i < names.length; i++) {
                double scale = 0.5 + random.nextDouble();
                double value = counters[i] ? row[i] + (double) (at / rows.size()) * last[i] : row[i];
                boolean small = scales[i] == 1 && value < 1_000;
                values.put(names[i], small ? value : Math.rint(value * scale * scales[i]) / scales[i]);
            }
            return values;
        }
    }
}
