package io.flyball.policy.scale;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What scaling remembers of one service.
 *
 * @param recommendations counts that the rules wanted, for stabilization
 * @param events changes that were made, for rate limits
 */
public record ScalingHistory(List<Recommended> recommendations, List<ScaleEvent> events, Optional<Instant> lastChange) {
    private static final Duration LONGEST_PERIOD = Duration.ofMinutes(30);

    public static final ScalingHistory NONE = new ScalingHistory(List.of(), List.of(), Optional.empty());

    public ScalingHistory {
        recommendations = List.copyOf(recommendations);
        events = List.copyOf(events);
    }

    public ScalingHistory recommending(List<Recommended> log) {
        return new ScalingHistory(log, events, lastChange);
    }

    /** The count was changed by {@code change}. */
    public ScalingHistory changed(Instant now, int change) {
        List<ScaleEvent> next = new ArrayList<>();
        events.stream()
                .filter(event -> event.at().isAfter(now.minus(LONGEST_PERIOD)))
                .forEach(next::add);
        next.add(new ScaleEvent(change, now));
        return new ScalingHistory(recommendations, next, Optional.of(now));
    }
}
