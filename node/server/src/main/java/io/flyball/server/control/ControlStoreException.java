package io.flyball.server.control;

/** A read or write of the control state that no majority confirmed. */
public final class ControlStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ControlStoreException(String message) {
        super(message);
    }
}
