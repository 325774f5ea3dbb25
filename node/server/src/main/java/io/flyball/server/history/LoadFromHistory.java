package io.flyball.server.history;

import io.flyball.planner.port.RecordedLoad;
import io.flyball.protocol.message.HistoryProtocol.Row;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Looks back bucket by bucket, the newest first, one short read after the other: the newest sample of each node within the
 * last seconds of a bucket stands for the bucket. Ends with the bounds, with a day without rows, or with a read that fails.
 */
public final class LoadFromHistory implements RecordedLoad {
    /** Samples come at least so often. */
    private static final Duration SLICE = Duration.ofSeconds(10);

    private static final int MOST_READS = 25_000;
    private static final int MOST_ROWS = 2_000_000;
    private static final int ROWS_PER_READ = 20_000;
    private static final Duration LONGEST_GAP = Duration.ofDays(1);

    private final History history;

    public LoadFromHistory(History history) {
        this.history = history;
    }

    @Override
    public CompletionStage<Totals> totals(
            ServiceName service, String metric, Instant from, Instant to, Duration bucket) {
        Search search = new Search(service, metric, from, bucket);
        search.next(to);
        return search.done;
    }

    /** One search; its reads follow one another, so that nothing is shared. */
    private final class Search {
        private final ServiceName service;
        private final String metric;
        private final Instant from;
        private final Duration bucket;
        private final CompletableFuture<Totals> done = new CompletableFuture<>();
        private final List<Instant> at = new ArrayList<>();
        private final List<Double> loads = new ArrayList<>();
        private final List<Integer> nodes = new ArrayList<>();
        private Instant lastFound;
        private int reads;
        private int rows;

        Search(ServiceName service, String metric, Instant from, Duration bucket) {
            this.service = service;
            this.metric = metric;
            this.from = from;
            this.bucket = bucket;
        }

        private void next(Instant end) {
            lastFound = lastFound == null ? end : lastFound;
            boolean isOver = !end.isAfter(from)
                    || reads >= MOST_READS
                    || rows >= MOST_ROWS
                    || Duration.between(end, lastFound).compareTo(LONGEST_GAP) > 0;
            if (isOver) {
                finish();
                return;
            }
            reads++;
            Duration slice = bucket.compareTo(SLICE) < 0 ? bucket : SLICE;
            history.read(service, Optional.empty(), end.minus(slice), end, ROWS_PER_READ)
                    .whenCompleteAsync((found, failure) -> {
                        if (failure != null || !found.problem().isEmpty()) {
                            finish(); // older rows than these would be missed as well
                            return;
                        }
                        if (!found.truncated() && !found.rows().isEmpty()) {
                            add(end, found.rows());
                        }
                        next(end.minus(bucket));
                    });
        }

        private void add(Instant end, List<Row> found) {
            Map<NodeId, Double> newest = new HashMap<>();
            found.forEach(row -> newest.put(row.node(), row.sample().valueOrNaN(metric)));
            at.add(end.minusMillis(1));
            loads.add(newest.values().stream().mapToDouble(Double::doubleValue).sum()); // NaN where one is
            nodes.add(newest.size());
            rows += found.size();
            lastFound = end;
        }

        private void finish() {
            double[] totals = loads.stream().mapToDouble(Double::doubleValue).toArray();
            for (int i = 1; i + 1 < totals.length; i++) {
                if (nodes.get(i) < Math.min(nodes.get(i - 1), nodes.get(i + 1))) {
                    totals[i] = Double.NaN; // a node was not heard, its load was there
                }
            }
            done.complete(new Totals(List.copyOf(at), totals));
        }
    }
}
