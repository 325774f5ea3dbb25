package io.flyball.cli;

import java.io.PrintWriter;
import java.util.function.DoubleConsumer;

/** The share that is done, in one line that is overwritten and wiped at the end: on a terminal only, from 2 s on. */
public final class Progress implements DoubleConsumer {
    private static final long QUIET_NANOS = 2_000_000_000L;

    private final PrintWriter err;
    private final long began = System.nanoTime();
    private boolean shown;

    public Progress(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void accept(double share) {
        if (System.console() != null && System.nanoTime() - began > QUIET_NANOS) {
            err.printf("\r%3.0f %%", share * 100);
            err.flush();
            shown = true;
        }
    }

    public void end() {
        if (shown) {
            err.print("\r     \r");
            err.flush();
        }
    }
}
