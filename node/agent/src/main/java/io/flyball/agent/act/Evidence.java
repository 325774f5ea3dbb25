package io.flyball.agent.act;

import io.flyball.agent.jvm.MBeanRefusedException;
import java.io.IOException;

/** The attribute that shows whether a written value took effect; reading the value back proves nothing. */
public interface Evidence {
    String attribute();

    Reading read() throws IOException, MBeanRefusedException;

    /** @param from value before, {@code to} value written */
    Judgement judge(long from, long to, Reading before, Reading after);

    /** Whether waiting a moment for it makes sense. */
    boolean mayMove();

    /** @param demand whether work waits that a greater value would take up */
    record Reading(double value, boolean demand) {}

    /** Reads the attribute. */
    @FunctionalInterface
    interface Reader {
        Reading read() throws IOException, MBeanRefusedException;
    }
}
