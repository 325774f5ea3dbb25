package io.flyball.planner.service;

import io.flyball.policy.document.VerticalConfig;
import io.flyball.policy.vertical.Band;
import io.flyball.policy.vertical.Recommendation;
import io.flyball.policy.vertical.UsageHistory;
import io.flyball.policy.vertical.UsageSample;
import io.flyball.policy.vertical.VerticalSettings;
import io.flyball.protocol.model.DecisionRecord.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How much processor and memory an instance should ask for. Advice only: a running process keeps what it was started
 * with. One sample a minute and node; the history is this planner's own and begins anew with the next one.
 */
final class Requests {
    private static final String SUBJECT = "requests";
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final double MEBIBYTE = 1024.0 * 1024;

    private Requests() {}

    static void tick(Turn turn, VerticalConfig config) {
        if (turn.now.isBefore(turn.watch.usageAt().plus(EVERY))) {
            return;
        }
        VerticalSettings settings = VerticalSettings.of(config);
        UsageHistory known = turn.watch
                .usage()
                .map(history ->
                        history.settings().equals(settings) ? history : UsageHistory.of(settings, history.checkpoint()))
                .orElseGet(() -> UsageHistory.empty(settings));
        List<Node> serving = turn.nodes.stream().filter(turn::isServing).toList();
        List<UsageSample> batch = LookedAt.of(turn.now, EVERY, serving).stream()
                .flatMap(node -> node.window().newest().stream()
                        .map(sample -> UsageSample.of(node.id().value(), sample)))
                .toList();
        UsageHistory next = known.plus(turn.now, batch);
        Recommendation recommendation = Recommendation.of(next, 1);
        turn.watch = turn.watch.usage(turn.now, next, recommendation.reasons());
        if (recommendation.cpu().isPresent() || recommendation.memory().isPresent()) {
            advise(turn, recommendation);
        }
    }

    private static void advise(Turn turn, Recommendation recommendation) {
        List<String> wanted = new ArrayList<>();
        recommendation.cpu().map(Band::target).ifPresent(milli -> wanted.add("cpu " + milli + "m"));
        recommendation
                .memory()
                .map(Band::target)
                .ifPresent(bytes -> wanted.add(String.format(Locale.ROOT, "memory %.0f MiB", bytes / MEBIBYTE)));
        List<String> reasons = new ArrayList<>(recommendation.reasons());
        reasons.add("advice for the next start: a running process keeps what it was started with");
        Tuned.advise(turn, Kind.MEMORY, SUBJECT, SUBJECT, "", String.join(", ", wanted), reasons);
    }
}
