package io.flyball.server.member;

/** The member cannot start or go on; the message says what to do, the code is the exit code of the process. */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public static final int FAILED = 1;
    public static final int PORT_TAKEN = 3;
    public static final int DATA_IN_USE = 4;
    public static final int STORE_DAMAGED = 5;
    public static final int PUT_OUT = 6;

    private final int exitCode;

    public StartException(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
