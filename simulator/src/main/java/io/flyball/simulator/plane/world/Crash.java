package io.flyball.simulator.plane.world;

/** The process ends here, in the middle of a step. Not an exception that production code could catch and survive. */
public final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    public Crash() {
        super("the process ends", null, false, false);
    }
}
