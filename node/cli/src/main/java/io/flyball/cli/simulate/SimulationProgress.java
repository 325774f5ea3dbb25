package io.flyball.cli.simulate;

import java.io.PrintWriter;
import java.util.Locale;

/**
 * How far a simulation is, how fast and how long it still takes, in one line that is overwritten and wiped at the end: on a
 * terminal only, from 1 s on, five times a second.
 */
final class SimulationProgress {
    private static final double SECOND = 1e9;
    private static final long QUIET_NANOS = 1_000_000_000L;
    private static final long EACH_NANOS = 200_000_000L;
    private static final double DAY_MILLIS = 86_400_000;

    private final PrintWriter err;
    private final boolean isTerminal = System.console() != null;
    private final long began = System.nanoTime();
    private long last = began + QUIET_NANOS - EACH_NANOS;
    private int width;

    SimulationProgress(PrintWriter err) {
        this.err = err;
    }

    /** @param virtualMillis that passed in all runs together */
    void accept(double share, long virtualMillis, long nodeSteps) {
        long now = System.nanoTime();
        if (!isTerminal || now - last < EACH_NANOS) {
            return;
        }
        last = now;
        String line = text(share, virtualMillis, nodeSteps, (now - began) / SECOND);
        err.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
        err.flush();
        width = Math.max(width, line.length());
    }

    static String text(double share, long virtualMillis, long nodeSteps, double seconds) {
        double left = share > 0 ? seconds * (1 - share) / share : 0;
        return String.format(
                Locale.ROOT,
                "%3.0f %%  %.1f virtual days  %.2f M node-steps/s  %.0f s left",
                share * 100,
                virtualMillis / DAY_MILLIS,
                nodeSteps / Math.max(1e-3, seconds) / 1e6,
                left);
    }

    void end() {
        if (width > 0) {
            err.print("\r" + " ".repeat(width) + "\r");
            err.flush();
        }
    }
}
