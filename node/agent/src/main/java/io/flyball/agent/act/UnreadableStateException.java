package io.flyball.agent.act;

/** A state file that is there but does not say what it was written to say. */
public final class UnreadableStateException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnreadableStateException(String message) {
        super(message);
    }
}
