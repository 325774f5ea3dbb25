package io.flyball.simulator.plane.world;

import java.util.PriorityQueue;

/** Virtual time: events in the order of (time, sequence), each run once and alone. Milliseconds since the run began. */
public final class Timeline {
    private record Event(long at, long number, Host host, int life, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long now;
    private long number;
    private long executed;

    public long now() {
        return now;
    }

    /** Events that were run. */
    public long executed() {
        return executed;
    }

    /** An event of the world itself: no crash and no pause keeps it from happening. */
    public void after(long delay, Runnable action) {
        add(now + Math.max(0, delay), null, 0, action);
    }

    /** An event of a process: lost when the process ends before, late when it is paused. */
    void after(long delay, Host host, Runnable action) {
        add(now + Math.max(0, delay), host, host.life(), action);
    }

    private void add(long at, Host host, int life, Runnable action) {
        events.add(new Event(at, number++, host, life, action));
    }

    /** Runs the next event that is due at or before {@code end}; false when there is none. */
    public boolean step(long end) {
        Event next = events.peek();
        if (next == null || next.at() > end) {
            now = end;
            return false;
        }
        events.poll();
        now = next.at();
        Host host = next.host();
        if (host == null) {
            run(next.action());
        } else if (host.life() == next.life() && host.isUp()) {
            if (host.pausedUntil() > now) {
                add(host.pausedUntil(), host, next.life(), next.action());
            } else {
                run(host, next.action());
            }
        }
        return true;
    }

    private void run(Runnable action) {
        executed++;
        action.run();
    }

    private void run(Host host, Runnable action) {
        try {
            run(action);
        } catch (Crash crash) {
            host.crash();
        }
    }
}
