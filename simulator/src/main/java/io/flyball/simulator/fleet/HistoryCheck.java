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

    private static final int ATTEMPTS = 3;

    private final MemberClient client;
    private final Runnable pause;
    private long looked;
    private long missing;
    private int unanswered;

    /** @param pause before a member is asked again */
    HistoryCheck(MemberClient client, Runnable pause) {
        this.client = client;
        this.pause = pause;
    }

    /**
     * Looks for the reports of one service. What a member gives while others are away may be a part only, so it is asked
     * again before a report counts as missing.
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
        Found found = new Found(0, 0, true);
        for (int attempt = 0; attempt < ATTEMPTS && found.isDoubtful(); attempt++) {
            found = count(acknowledged, from, ask(service, from, until + 1000));
            if (found.isDoubtful()) {
                pause.run();
            }
        }
        if (found.looked() == 0 && all > 0) {
            unanswered++;
        }
        looked += found.looked();
        missing += found.missing();
    }

    /** @param isDoubtful something is missing, but not all members were asked */
    private record Found(long looked, long missing, boolean isDoubtful) {}

    private static Found count(Map<String, List<Long>> acknowledged, long from, Optional<JsonNode> answer) {
        if (answer.isEmpty()) {
            return new Found(0, 0, true);
        }
        Map<String, Set<Long>> found = buckets(answer.get());
        long looked = 0;
        long missing = 0;
        for (Map.Entry<String, List<Long>> node : acknowledged.entrySet()) {
            Set<Long> kept = found.getOrDefault(node.getKey(), Set.of());
            for (long tick : node.getValue()) {
                looked += tick >= from ? 1 : 0;
                missing += tick >= from && !kept.contains(bucket(tick)) ? 1 : 0;
            }
        }
        return new Found(looked, missing, missing > 0 && answer.get().has("incomplete"));
    }

    private static long bucket(long tick) {
        return Math.floorDiv(tick, BUCKET_MILLIS) * BUCKET_MILLIS;
    }

    private Optional<JsonNode> ask(ServiceName service, long from, long to) {
        String path = "/v1/services/%s/history?metric=%s&combine=none&step=%dms&from=%s&to=%s"
                .formatted(
                        service,
                        Metrics.READY,
                        BUCKET_MILLIS,
                        Instant.ofEpochMilli(bucket(from)),
                        Instant.ofEpochMilli(to));
        try {
            Optional<String> answer = client.get(path);
            return answer.isEmpty() ? Optional.empty() : Optional.of(JSON.readTree(answer.get()));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Buckets with a report, by node. */
    private static Map<String, Set<Long>> buckets(JsonNode answer) {
        Map<String, Set<Long>> found = new HashMap<>();
        for (JsonNode series : answer.path("series")) {
            Set<Long> buckets = found.computeIfAbsent(series.path("node").asText(), any -> new HashSet<>());
            series.path("points").forEach(point -> buckets.add(point.path(0).asLong()));
        }
        return found;
    }

    /** Reports that were looked for. */
    long looked() {
        return looked;
    }

    /** Of those, reports that history does not have. */
    long missing() {
        return missing;
    }

    /** Services whose history could not be read. */
    int unanswered() {
        return unanswered;
    }
}
