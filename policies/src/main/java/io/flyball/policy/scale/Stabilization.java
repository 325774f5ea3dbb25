package io.flyball.policy.scale;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * HPA v2's stabilization: grow only to the least that was wanted throughout the up window, shrink only to the most that
 * was wanted within the down window.
 *
 * <p>Example: current 10, wanted now 4, wanted 200 s ago 7, down window 300 s: 7.
 */
public final class Stabilization {
    private Stabilization() {}

    /** @param log with {@code desired} itself in it: the wish, not what became of it */
    public record Stabilized(int replicas, List<Recommended> log) {
        public Stabilized {
            log = List.copyOf(log);
        }
    }

    public static Stabilized apply(
            Instant now, int current, int desired, List<Recommended> log, Duration upWindow, Duration downWindow) {
        int lowest = desired;
        int highest = desired;
        for (Recommended entry : log) {
            Duration age = Duration.between(entry.at(), now);
            if (age.compareTo(upWindow) < 0) {
                lowest = Math.min(lowest, entry.replicas());
            }
            if (age.compareTo(downWindow) < 0) {
                highest = Math.max(highest, entry.replicas());
            }
        }
        Duration longer = upWindow.compareTo(downWindow) > 0 ? upWindow : downWindow;
        int replicas = Math.min(Math.max(current, lowest), highest);
        return new Stabilized(replicas, remembering(now, desired, log, longer));
    }

    /** As HPA does where {@code behavior} is not set: the most that was wanted within the window, growing included. */
    public static Stabilized withoutBehavior(Instant now, int desired, List<Recommended> log, Duration window) {
        int highest = log.stream()
                .filter(isOlder(now, window).negate())
                .mapToInt(Recommended::replicas)
                .reduce(desired, Math::max);
        return new Stabilized(highest, remembering(now, desired, log, window));
    }

    /** Takes the place of the last entry that no window needs any more, so that the log stays short. */
    private static List<Recommended> remembering(Instant now, int desired, List<Recommended> log, Duration window) {
        List<Recommended> next = new ArrayList<>(log);
        Recommended entry = new Recommended(desired, now);
        for (int i = log.size() - 1; i >= 0; i--) {
            if (isOlder(now, window).test(log.get(i))) {
                next.set(i, entry);
                return next;
            }
        }
        next.add(entry);
        return next;
    }

    private static Predicate<Recommended> isOlder(Instant now, Duration window) {
        return entry -> Duration.between(entry.at(), now).compareTo(window) > 0;
    }
}
