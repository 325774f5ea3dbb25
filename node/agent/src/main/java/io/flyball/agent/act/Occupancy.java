package io.flyball.agent.act;

import io.flyball.agent.jvm.MBeanRefusedException;
import java.io.IOException;

/**
 * Evidence for a bound on something that is counted: threads, connections, permits, entries.
 *
 * <p>Growth from 4 to 16 is shown by the fifth thread, since the old bound did not allow it. Shrinking to 4 is shown
 * when four are left.
 */
record Occupancy(String attribute, Reader reader) implements Evidence {
    @Override
    public Reading read() throws IOException, MBeanRefusedException {
        return reader.read();
    }

    @Override
    public boolean mayMove() {
        return true;
    }

    @Override
    public Judgement judge(long from, long to, Reading before, Reading after) {
        String moved = attribute + " " + whole(before) + " -> " + whole(after);
        return to >= from ? grown(from, to, moved, after) : shrunk(to, moved, before, after);
    }

    private static Judgement grown(long from, long to, String moved, Reading after) {
        if (after.value() > from || to == from) {
            return new Judgement(Judgement.Kind.SHOWN, moved);
        }
        return after.demand()
                ? new Judgement(Judgement.Kind.MISSING, moved + ": no effect although work waits")
                : new Judgement(Judgement.Kind.NO_DEMAND, moved + ": no demand yet: effect not observable");
    }

    private static Judgement shrunk(long to, String moved, Reading before, Reading after) {
        if (before.value() <= to && after.value() <= to) {
            return new Judgement(Judgement.Kind.NO_DEMAND, moved + ": was within the new bound already");
        }
        return after.value() <= to
                ? new Judgement(Judgement.Kind.SHOWN, moved)
                : new Judgement(Judgement.Kind.PENDING, moved + ": the rest is in use and ends when it is free");
    }

    private static String whole(Reading reading) {
        return Long.toString(Math.round(reading.value()));
    }
}
