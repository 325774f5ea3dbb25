package io.flyball.agent.act;

import io.flyball.agent.jvm.MBeanRefusedException;
import java.io.IOException;

/**
 * Evidence for what gives memory back, at once or at the next collection: the size of something in bytes, which has to
 * shrink. Growth is the application's own doing.
 *
 * @param acts when the value acts, for people
 */
record Footprint(String attribute, Reader reader, String acts) implements Evidence {
    private static final long MIB = 1 << 20;

    @Override
    public Reading read() throws IOException, MBeanRefusedException {
        return reader.read();
    }

    @Override
    public boolean mayMove() {
        return false;
    }

    @Override
    public Judgement judge(long from, long to, Reading before, Reading after) {
        String moved = attribute + " " + mebibytes(before) + " -> " + mebibytes(after) + " MiB";
        return after.value() < before.value()
                ? new Judgement(Judgement.Kind.SHOWN, moved)
                : new Judgement(Judgement.Kind.NO_DEMAND, moved + ": " + acts);
    }

    private static long mebibytes(Reading reading) {
        return Math.round(reading.value() / MIB);
    }
}
