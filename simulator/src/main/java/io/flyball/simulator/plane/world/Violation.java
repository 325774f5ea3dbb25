package io.flyball.simulator.plane.world;

/** What must never be true was true. */
public final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String invariant;

    /** @param invariant a short name, e.g. {@code token} */
    public Violation(String invariant, String what) {
        super(invariant + ": " + what);
        this.invariant = invariant;
    }

    public String invariant() {
        return invariant;
    }
}
