package io.flyball.planner.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reports of one node in the order of their arrival, of which some are stored: what may be acknowledged is the last one
 * that has no gap before it. With 4, 5, 6 under way and 4, 6 stored that is 4; once 5 is stored, 6.
 */
final class AckLine {
    private final long life;
    private final Deque<Long> waiting = new ArrayDeque<>();
    private final Set<Long> stored = new HashSet<>();
    private long highest = Long.MIN_VALUE;
    private long acknowledged = Long.MIN_VALUE;

    AckLine(long life) {
        this.life = life;
    }

    long life() {
        return life;
    }

    /** False for a repetition: it is under way or stored already. */
    boolean expect(long seq) {
        if (seq <= highest) {
            return false;
        }
        highest = seq;
        waiting.addLast(seq);
        return true;
    }

    /** What to acknowledge now; empty when a gap is left before it. */
    OptionalLong stored(long seq) {
        stored.add(seq);
        long before = acknowledged;
        while (!waiting.isEmpty() && stored.remove(waiting.peekFirst())) {
            acknowledged = waiting.removeFirst();
        }
        return acknowledged == before ? OptionalLong.empty() : OptionalLong.of(acknowledged);
    }

    /** What was acknowledged last, for a report that came again. */
    OptionalLong acknowledged() {
        return acknowledged == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(acknowledged);
    }
}
