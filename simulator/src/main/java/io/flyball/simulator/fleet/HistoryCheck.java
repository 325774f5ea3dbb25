package io.flyball.simulator.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.ServiceName;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks the members' history for reports that they acknowledged: an acknowledgement is a promise that a report is kept.
 * Points come in buckets of 100 ms, so two reports of a node within the same bucket count as one. Looked at are the last
 * minutes, at most {@value #MOST_SECONDS} s and as much of a service as one answer can hold.
 */
final class HistoryCheck {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long BUCKET_MILLIS = 100;
    private static final long MOST_SECONDS = 600;
    /** Of the 220,000 points that one answer holds. */
    private static final int MOST_POINTS = 100_000;

    private final MemberClient client;
    private long looked;
    private long missing;
    private int unanswered;

    HistoryCheck(MemberClient client) {
        this.client = client;
    }

    /**
     * Looks for the reports of one service.
     *
     * @param acknowledged ticks by node
     * @param until epoch milliseconds
     */
    void look(ServiceName service, Map<String, List<Long>> acknowledged, long until) {
        long all = acknowledged.values().stream().mapToLong(List::size).sum();
        long first = acknowledged.values().stream()
                .flatMap(List::stream)
                .mapToLong(Long::longValue)
                .min()
                .orElse(until);
        long span = Math.min(until - first, MOST_SECONDS * 1000);
        long from = until - (all > MOST_POINTS ? span * MOST_POINTS / all : span);
        Optional<Map<String, Set<Long>>> found = ask(service, from, until + 1000);
        if (found.isEmpty()) {
            unanswered++;
            return;
        }
        acknowledged.forEach((node, ticks) -> {
            Set<Long> kept = found.get().getOrDefault(node, Set.of());
            ticks.stream().filter(tick -> tick >= from).forEach(tick -> {
                looked++;
                missing += kept.contains(bucket(tick)) ? 0 : 1;
            });
        });
    }

    private static long bucket(long tick) {
        return Math.floorDiv(tick, BUCKET_MILLIS) * BUCKET_MILLIS;
    }

    /** Buckets with a report, by node; empty when no member gives a whole answer. */
    private Optional<Map<String, Set<Long>>> ask(ServiceName service, long from, long to) {
        String path = "/v1/services/%s/history?metric=%s&combine=none&step=%dms&from=%s&to=%s"
                .formatted(
                        service,
                        Metrics.READY,
                        BUCKET_MILLIS,
                        Instant.ofEpochMilli(bucket(from)),
                        Instant.ofEpochMilli(to));
        try {
            Optional<String> answer = client.get(path);
            return answer.isEmpty() ? Optional.empty() : read(JSON.readTree(answer.get()));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Optional<Map<String, Set<Long>>> read(JsonNode answer) {
        if (answer.has("incomplete")) {
            return Optional.empty();
        }
        Map<String, Set<Long>> found = new HashMap<>();
        for (JsonNode series : answer.path("series")) {
            Set<Long> buckets = found.computeIfAbsent(series.path("node").asText(), any -> new HashSet<>());
            series.path("points").forEach(point -> buckets.add(point.path(0).asLong()));
        }
        return Optional.of(found);
    }

    /** Reports that were looked for. */
    long looked() {
        return looked;
    }

    /** Of those, reports that history does not have. */
    long missing() {
        return missing;
    }

    /** Services whose history could not be read as a whole. */
    int unanswered() {
        return unanswered;
    }
}
