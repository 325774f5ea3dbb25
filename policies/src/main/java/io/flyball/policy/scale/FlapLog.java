package io.flyball.policy.scale;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Starts and stops of the last day, at most {@value #MOST} entries; when there are more, the oldest are taken together
 * at the later of their times, so that nothing is forgotten too soon.
 */
public record FlapLog(List<ScaleEvent> moves) {
    static final int MOST = 128;

    public static final FlapLog NONE = new FlapLog(List.of());

    private static final Duration DAY = Duration.ofDays(1);

    public FlapLog {
        moves = List.copyOf(moves);
    }

    FlapLog plus(Instant now, int change) {
        List<ScaleEvent> next = new ArrayList<>();
        moves.stream()
                .filter(move -> Duration.between(move.at(), now).compareTo(DAY) < 0)
                .forEach(next::add);
        next.add(new ScaleEvent(change, now));
        if (next.size() > MOST) {
            ScaleEvent first = next.remove(0);
            ScaleEvent second = next.remove(0);
            long both = (long) Math.abs(first.change()) + Math.abs(second.change());
            int sum = (int) Math.min(Integer.MAX_VALUE, both);
            next.add(0, new ScaleEvent(second.change() < 0 ? -sum : sum, second.at()));
        }
        return new FlapLog(next);
    }

    FlapLog asOf(Instant now) {
        return new FlapLog(moves.stream()
                .map(move -> move.at().isAfter(now) ? new ScaleEvent(move.change(), now) : move)
                .toList());
    }

    /** Starts plus stops within {@code span} before now. */
    public long moved(Instant now, Duration span) {
        return moves.stream()
                .filter(move -> Duration.between(move.at(), now).compareTo(span) < 0)
                .mapToLong(move -> Math.abs((long) move.change()))
                .sum();
    }

    /** How long a lower count did so far: the middle of the times from a stop to the next start; empty when none. */
    public Optional<Duration> usualHold() {
        List<Duration> holds = new ArrayList<>();
        Optional<Instant> since = Optional.empty();
        for (ScaleEvent move : moves) {
            if (move.change() < 0) {
                since = Optional.of(move.at());
            } else if (since.isPresent()) {
                holds.add(Duration.between(since.get(), move.at()));
                since = Optional.empty();
            }
        }
        return holds.isEmpty()
                ? Optional.empty()
                : Optional.of(holds.stream().sorted().toList().get(holds.size() / 2));
    }
}
