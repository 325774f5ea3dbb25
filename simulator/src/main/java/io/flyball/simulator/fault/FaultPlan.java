package io.flyball.simulator.fault;

import io.flyball.simulator.engine.Dice;
import io.flyball.simulator.traffic.Must;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All that goes wrong in one run, in the order of time; the same for the same faults and seed. */
public final class FaultPlan {
    public static final FaultPlan NONE = new FaultPlan(List.of());
    public static final int MOST_OCCURRENCES = 100_000;

    private final List<FaultEvent> events;

    private FaultPlan(List<FaultEvent> events) {
        this.events = List.copyOf(events);
    }

    /** @throws IllegalArgumentException where there would be more than {@link #MOST_OCCURRENCES} occurrences */
    public static FaultPlan of(List<PlannedFault> faults, long seed, Duration length) {
        List<FaultEvent> events = new ArrayList<>();
        Dice dice = Dice.of(seed, "faults");
        int id = 0;
        for (int i = 0; i < faults.size(); i++) {
            PlannedFault planned = faults.get(i);
            Dice own = dice.of(i);
            long many = planned.timing().occurrences(length);
            Must.that(id + many <= MOST_OCCURRENCES, "faults", id + many, "at most " + MOST_OCCURRENCES);
            for (int k = 0; k < many; k++) {
                add(planned, k, id++, own.of(k), length.toMillis(), events);
            }
        }
        // an end before a beginning of the same moment, so that back-to-back faults do not overlap
        events.sort(Comparator.comparingLong(FaultEvent::at)
                .thenComparing(FaultEvent::begins)
                .thenComparingInt(FaultEvent::id));
        return new FaultPlan(events);
    }

    private static void add(PlannedFault planned, int k, int id, Dice dice, long length, List<FaultEvent> events) {
        Timing timing = planned.timing();
        long every = timing.every().map(Duration::toMillis).orElse(0L);
        long begin = timing.at().toMillis()
                + k * every
                + (long) (dice.share(-1) * timing.jitter().toMillis());
        if (begin > length) {
            return;
        }
        events.add(new FaultEvent(begin, true, id, planned.fault(), planned.hit(), dice));
        long end = begin + timing.lasts().toMillis();
        if (!(planned.fault() instanceof Fault.Crash) && end <= length) {
            long after = Math.max(end, begin + 1); // else it would end before it begins
            events.add(new FaultEvent(after, false, id, planned.fault(), planned.hit(), dice));
        }
    }

    public List<FaultEvent> events() {
        return events;
    }

    /** Beginnings that have no end yet, oldest first; a crash is over at once. */
    public List<FaultEvent> at(long millis) {
        List<FaultEvent> active = new ArrayList<>();
        for (FaultEvent event : events) {
            if (event.at() > millis) {
                break;
            }
            if (!event.begins()) {
                active.removeIf(one -> one.id() == event.id());
            } else if (!(event.fault() instanceof Fault.Crash)) {
                active.add(event);
            }
        }
        return active;
    }

    /** Hands out each event once, as time goes on. */
    public Cursor cursor() {
        return new Cursor(events);
    }

    /** Where one run is within its plan. */
    public static final class Cursor {
        private final List<FaultEvent> events;
        private int next;

        private Cursor(List<FaultEvent> events) {
            this.events = events;
        }

        /** What has happened since the last call, up to and with {@code millis}, in the order of time. */
        public List<FaultEvent> due(long millis) {
            int first = next;
            while (next < events.size() && events.get(next).at() <= millis) {
                next++;
            }
            return events.subList(first, next);
        }

        /** When the next event is; {@link Long#MAX_VALUE} after the last one. */
        public long nextAt() {
            return next < events.size() ? events.get(next).at() : Long.MAX_VALUE;
        }
    }
}
