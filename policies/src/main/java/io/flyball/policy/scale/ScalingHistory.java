package io.flyball.policy.scale;

import io.flyball.policy.document.ScalingBehavior;
import io.flyball.policy.document.ScalingBehavior.Direction;
import io.flyball.policy.document.ScalingBehavior.Limit;
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
 * @param flaps starts and stops of the last day
 */
public record ScalingHistory(
        List<Recommended> recommendations, List<ScaleEvent> events, Optional<Instant> lastChange, FlapLog flaps) {
    private static final Duration LONGEST_PERIOD = Duration.ofMinutes(30);

    public static final ScalingHistory NONE = new ScalingHistory(List.of(), List.of(), Optional.empty(), FlapLog.NONE);

    public ScalingHistory {
        recommendations = List.copyOf(recommendations);
        events = List.copyOf(events);
    }

    public ScalingHistory recommending(List<Recommended> log) {
        return new ScalingHistory(log, events, lastChange, flaps);
    }

    /** On the first pass the count itself is remembered as wanted, so that nothing shrinks before a whole window. */
    public ScalingHistory startingWith(Instant now, int current) {
        return recommendations.isEmpty() ? recommending(List.of(new Recommended(current, now))) : this;
    }

    /**
     * After so long without a reading that no window holds anything, the count is remembered as wanted again: the first
     * reading after an outage of metrics does not shrink at once. One that is missing now and then changes nothing.
     */
    public ScalingHistory resuming(Instant now, int current, ScalingBehavior behavior) {
        Duration up = behavior.scaleUp().stabilization();
        Duration down = behavior.scaleDown().stabilization();
        Instant from = now.minus(up.compareTo(down) > 0 ? up : down);
        boolean isForgotten =
                recommendations.stream().noneMatch(entry -> entry.at().isAfter(from));
        return isForgotten ? recommending(List.of(new Recommended(current, now))) : this;
    }

    /** Nothing happened later than now: after a clock went back, its entries would hold for too long. */
    public ScalingHistory asOf(Instant now) {
        boolean isPast = recommendations.stream().noneMatch(entry -> entry.at().isAfter(now))
                && events.stream().noneMatch(event -> event.at().isAfter(now))
                && lastChange.filter(at -> at.isAfter(now)).isEmpty();
        return isPast
                ? this
                : new ScalingHistory(
                        recommendations.stream()
                                .map(entry -> new Recommended(entry.replicas(), earlier(entry.at(), now)))
                                .toList(),
                        events.stream()
                                .map(event -> new ScaleEvent(event.change(), earlier(event.at(), now)))
                                .toList(),
                        lastChange.map(at -> earlier(at, now)),
                        flaps.asOf(now));
    }

    /** The count was changed by {@code change}. */
    public ScalingHistory changed(Instant now, int change) {
        return changed(now, change, LONGEST_PERIOD, LONGEST_PERIOD);
    }

    /** The same, remembering no longer than the policies ask for. */
    public ScalingHistory changed(Instant now, int change, ScalingBehavior behavior) {
        return changed(now, change, longest(behavior.scaleUp()), longest(behavior.scaleDown()));
    }

    /** A change takes the place of the last one in its direction that is too old to matter. */
    private ScalingHistory changed(Instant now, int change, Duration up, Duration down) {
        Duration period = change > 0 ? up : down;
        List<ScaleEvent> next = new ArrayList<>(events);
        ScaleEvent event = new ScaleEvent(change, now);
        int old = -1;
        for (int i = 0; i < next.size(); i++) {
            boolean sameWay = next.get(i).change() > 0 == change > 0;
            if (sameWay && Duration.between(next.get(i).at(), now).compareTo(period) > 0) {
                old = i;
            }
        }
        if (old >= 0) {
            next.set(old, event);
        } else {
            next.add(event);
        }
        return new ScalingHistory(recommendations, next, Optional.of(now), flaps.plus(now, change));
    }

    private static Duration longest(Direction direction) {
        return direction.policies().stream()
                .map(Limit::period)
                .reduce(Duration.ZERO, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
