package io.flyball.policy.vertical;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The highest memory use of one instance in the interval under way. A higher sample of the same interval takes the place
 * of the lower one, so that each interval counts once, with its peak.
 *
 * <p>An instance that was killed for lack of memory needed more than it had: the larger of its request and of its peak,
 * plus 100 MiB or 20 %, whichever is more. A kill does not build on the estimate of an earlier kill, so that repeated
 * ones do not run away.
 *
 * <p>Example: killed with a request of 1000 MiB: a peak of 1200 MiB; killed again in the interval: nothing changes.
 *
 * @param windowEnd end of the interval under way, not part of it; empty before the first sample
 * @param used highest sample of the interval, bytes
 * @param needed highest estimate from a kill in the interval, bytes
 * @param last time of the sample taken last
 */
public record MemoryPeaks(Optional<Instant> windowEnd, long used, long needed, Optional<Instant> last) {
    public static final MemoryPeaks NONE = new MemoryPeaks(Optional.empty(), 0, 0, Optional.empty());

    /** The next state, what it does to the histogram, and why a sample was not taken. */
    public record Step(MemoryPeaks next, List<HistogramChange> changes, Optional<String> refused) {
        public Step {
            changes = List.copyOf(changes);
        }

        public boolean isAccepted() {
            return refused.isEmpty();
        }
    }

    public Step sample(Instant at, long bytes, Duration interval) {
        if (last.isPresent() && at.isBefore(last.get())) {
            return refuse("sample of " + at + " is older than the one of " + last.get());
        }
        return take(at, bytes, false, interval);
    }

    /**
     * @param request bytes that the instance had asked for
     * @param ratio at least this times what it had
     * @param least at least this many bytes more
     * @param most bytes that no instance may ever get; the estimate stays below
     */
    public Step killed(Instant at, long request, double ratio, long least, long most, Duration interval) {
        if (last.isPresent() && at.isBefore(last.get().minus(interval))) {
            return refuse("kill of %s is more than %s before the sample of %s".formatted(at, interval, last.get()));
        }
        long had = Math.min(Math.max(request, used), most);
        long estimate = Math.min(Math.max(Math.min(Estimate.MOST, had) + least, Estimate.scale(had, ratio)), most);
        return take(at, estimate, true, interval);
    }

    private Step take(Instant at, long bytes, boolean killed, Duration interval) {
        if (bytes < 0) {
            return refuse("memory use of " + bytes + " bytes is below 0");
        }
        Instant end = windowEnd.orElse(at);
        long highest = Math.max(used, needed);
        if (!at.isBefore(end)) {
            long periods = Duration.between(end, at).toMillis() / Math.max(1, interval.toMillis()) + 1;
            Instant nextEnd = end.plus(interval.multipliedBy(periods));
            MemoryPeaks next =
                    new MemoryPeaks(Optional.of(nextEnd), killed ? 0 : bytes, killed ? bytes : 0, Optional.of(at));
            return new Step(next, List.of(new HistogramChange(true, bytes, nextEnd)), Optional.empty());
        }
        List<HistogramChange> changes = new ArrayList<>();
        boolean higher = highest != 0 && bytes > highest;
        if (higher) {
            changes.add(new HistogramChange(false, highest, end));
            changes.add(new HistogramChange(true, bytes, end));
        }
        MemoryPeaks next = new MemoryPeaks(
                Optional.of(end), higher && !killed ? bytes : used, higher && killed ? bytes : needed, Optional.of(at));
        return new Step(next, changes, Optional.empty());
    }

    private Step refuse(String reason) {
        return new Step(this, List.of(), Optional.of(reason));
    }
}
