package io.flyball.server.http.answer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Series over {@code [from, to)} in buckets of {@code stepSeconds}.
 *
 * @param incomplete why something may be missing; absent when nothing is
 */
public record HistoryAnswer(
        String service,
        Instant from,
        Instant to,
        double stepSeconds,
        String combine,
        List<Series> series,
        Optional<String> incomplete) {
    /**
     * @param node absent where nodes are combined
     * @param points {@code [epoch milliseconds of the bucket's start, value]}; buckets without samples are left out
     */
    public record Series(String metric, Optional<String> node, List<List<Number>> points) {}
}
