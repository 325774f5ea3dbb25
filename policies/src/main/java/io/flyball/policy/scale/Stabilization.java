package io.flyball.policy.scale;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * HPA v2's stabilization: grow only to the least that was wanted throughout the up window, shrink only to the most that
 * was wanted within the down window.
 *
 * <p>Example: current 10, wanted now 4, wanted 200 s ago 7, down window 300 s: 7.
 */
public final class Stabilization {
    private Stabilization() {}

    /** @param log with {@code desired} itself added: the wish, not what became of it */
    public record Stabilized(int replicas, List<Recommended> log) {
        public Stabilized {
            log = List.copyOf(log);
        }
    }

    public static Stabilized apply(
            Instant now, int current, int desired, List<Recommended> log, Duration upWindow, Duration downWindow) {
        Instant upCutoff = now.minus(upWindow);
        Instant downCutoff = now.minus(downWindow);
        int lowest = desired;
        int highest = desired;
        int old = -1;
        for (int i = 0; i < log.size(); i++) {
            Recommended entry = log.get(i);
            if (entry.at().isAfter(upCutoff)) {
                lowest = Math.min(lowest, entry.replicas());
            }
            if (entry.at().isAfter(downCutoff)) {
                highest = Math.max(highest, entry.replicas());
            }
            if (entry.at().isBefore(upCutoff) && entry.at().isBefore(downCutoff)) {
                old = i;
            }
        }
        int replicas = Math.min(Math.max(current, lowest), highest);
        List<Recommended> next = new ArrayList<>(log);
        Recommended entry = new Recommended(desired, now);
        if (old >= 0) {
            next.set(old, entry);
        } else {
            next.add(entry);
        }
        return new Stabilized(replicas, next);
    }
}
