package io.flyball.server.http.endpoint;

import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import io.flyball.server.http.kit.Call;
import io.flyball.server.http.kit.Mistakes;
import io.flyball.server.http.kit.NearMatches;
import io.flyball.server.http.kit.Problem;
import io.flyball.server.http.kit.ProblemException;
import io.flyball.server.http.kit.Times;
import io.flyball.server.http.port.Mistake;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What a caller wants of history, checked as a whole.
 *
 * @param step width of a bucket; where not given, a round one that makes at most {@link #DEFAULT_POINTS} points
 */
record HistoryRequest(
        ServiceName service,
        Set<String> metrics,
        Optional<NodeId> node,
        Instant from,
        Instant to,
        Duration step,
        Combine combine) {
    static final Set<String> PARAMETERS = Set.of("metric", "node", "from", "to", "step", "combine");
    static final int MOST_POINTS = 11_000;
    static final int MOST_METRICS = 20;
    private static final int DEFAULT_POINTS = 300;
    private static final Duration DEFAULT_RANGE = Duration.ofMinutes(15);
    private static final int[] ROUND_SECONDS = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 43_200
    };

    static HistoryRequest of(Call call, Instant clock) {
        Instant now = clock.truncatedTo(ChronoUnit.MILLIS);
        ServiceName service = call.variable("service", ServiceName::new);
        List<Mistake> mistakes = new ArrayList<>();
        Set<String> metrics = metrics(call.query("metric"), mistakes);
        Optional<NodeId> node = read(call, "node", NodeId::new, mistakes);
        Instant to =
                read(call, "to", text -> Times.instant(text, now), mistakes).orElse(now);
        Instant from =
                read(call, "from", text -> Times.instant(text, now), mistakes).orElseGet(() -> to.minus(DEFAULT_RANGE));
        Optional<Duration> step = read(call, "step", Times::duration, mistakes);
        Combine combine =
                read(call, "combine", Combine::parse, mistakes).orElse(node.isPresent() ? Combine.NONE : Combine.MEAN);
        if (!from.isBefore(to)) {
            mistakes.add(new Mistake("from", from.toString(), "must be before 'to' (" + to + ")"));
        } else if (points(from, to, step.orElse(roundStep(from, to))) > MOST_POINTS) {
            mistakes.add(new Mistake(
                    "step",
                    call.query("step").orElse(""),
                    "must make at most " + MOST_POINTS + " points of the range " + from + " to " + to));
        }
        if (!mistakes.isEmpty()) {
            throw new ProblemException(new Problem(400, "bad request", "wrong query parameters", mistakes, Map.of()));
        }
        return new HistoryRequest(service, metrics, node, from, to, step.orElse(roundStep(from, to)), combine);
    }

    private static <T> Optional<T> read(
            Call call, String name, Function<String, T> constructor, List<Mistake> mistakes) {
        try {
            return call.query(name).map(constructor);
        } catch (IllegalArgumentException e) {
            mistakes.add(Mistakes.of(name, call.query(name).orElse(""), e));
            return Optional.empty();
        }
    }

    private static Set<String> metrics(Optional<String> text, List<Mistake> mistakes) {
        Set<String> metrics = new TreeSet<>(List.of(text.orElse("").split(",")));
        if (text.isEmpty() || metrics.size() > MOST_METRICS) {
            mistakes.add(new Mistake(
                    "metric",
                    Mistakes.shortened(text.orElse("")),
                    "must be 1 to " + MOST_METRICS + " names joined by commas, e.g. throughput,latency.p99"));
            return Set.of();
        }
        metrics.stream().filter(metric -> !Metrics.isKnown(metric)).forEach(metric -> {
            List<String> near = NearMatches.of(metric, Metrics.ALL);
            String hint = near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
            mistakes.add(new Mistake("metric", Mistakes.shortened(metric), "must be a known metric" + hint));
        });
        return metrics;
    }

    /** Without overflow for any two instants. */
    private static double points(Instant from, Instant to, Duration step) {
        return Duration.between(from, to).toSeconds() / (step.toMillis() / 1e3);
    }

    private static Duration roundStep(Instant from, Instant to) {
        long wanted = Duration.between(from, to).toSeconds() / DEFAULT_POINTS;
        for (int seconds : ROUND_SECONDS) {
            if (seconds >= wanted) {
                return Duration.ofSeconds(seconds);
            }
        }
        return Duration.ofDays(Math.max(1, (wanted + 86_399) / 86_400));
    }
}
