package io.flyball.simulator.fleet;

/** The fleet cannot run; the message is for people. */
public final class FleetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FleetException(String message) {
        super(message);
    }
}
