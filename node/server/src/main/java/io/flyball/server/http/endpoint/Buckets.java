package io.flyball.server.http.endpoint;

import io.flyball.protocol.message.HistoryProtocol.Row;
import io.flyball.protocol.model.NodeId;
import io.flyball.server.http.answer.HistoryAnswer.Series;
import io.flyball.server.http.kit.Problem;
import io.flyball.server.http.kit.ProblemException;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes series of rows that arrive oldest first: within a bucket the mean of each node, and of those one number, so
 * that a node that reports twice as often does not count twice. Holds one bucket of samples and the finished points.
 *
 * <p>Example: nodes a (10, 20) and b (30) in one bucket give the mean 22.5, the sum 45, the count 2.
 */
final class Buckets {
    /** Points of one answer over all series. */
    static final int MOST_POINTS = 220_000;

    private final HistoryRequest request;
    private final Map<Key, List<List<Number>>> series = new TreeMap<>();
    private final Map<String, Map<NodeId, DoubleSummaryStatistics>> open = new TreeMap<>();
    private long openBucket = Long.MIN_VALUE;
    private int points;

    /** {@code node} is empty where nodes are combined. */
    private record Key(String metric, String node) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byMetric = metric.compareTo(other.metric);
            return byMetric != 0 ? byMetric : node.compareTo(other.node);
        }
    }

    Buckets(HistoryRequest request) {
        this.request = request;
        if (request.combine() != Combine.NONE) {
            request.metrics().forEach(metric -> series.put(new Key(metric, ""), new ArrayList<>()));
        }
    }

    void add(Row row) {
        long step = request.step().toMillis();
        long bucket = Math.floorDiv(row.sample().at().toEpochMilli(), step) * step;
        if (bucket < openBucket) {
            throw new IllegalStateException("row of " + row.sample().at() + ": must not be older than the one before");
        }
        if (bucket > openBucket) {
            seal();
            openBucket = bucket;
        }
        for (String metric : request.metrics()) {
            row.sample()
                    .value(metric)
                    .ifPresent(value -> open.computeIfAbsent(metric, any -> new TreeMap<>())
                            .computeIfAbsent(row.node(), any -> new DoubleSummaryStatistics())
                            .accept(value));
        }
    }

    /** Ends the last bucket too. */
    List<Series> series() {
        seal();
        List<Series> all = new ArrayList<>();
        series.forEach((key, values) ->
                all.add(new Series(key.metric(), Optional.of(key.node()).filter(node -> !node.isEmpty()), values)));
        return all;
    }

    private void seal() {
        open.forEach((metric, nodes) -> {
            if (request.combine() == Combine.NONE) {
                nodes.forEach((node, values) -> point(new Key(metric, node.value()), values.getAverage()));
            } else {
                var means = new DoubleSummaryStatistics();
                nodes.values().forEach(values -> means.accept(values.getAverage()));
                point(new Key(metric, ""), request.combine().of(means));
            }
        });
        open.clear();
    }

    private void point(Key key, double value) {
        points++;
        if (points > MOST_POINTS) {
            throw new ProblemException(Problem.badRequest("more than " + MOST_POINTS
                    + " points over all series: must be a longer step, fewer metrics or combined nodes"));
        }
        series.computeIfAbsent(key, any -> new ArrayList<>()).add(List.of(openBucket, value));
    }
}
