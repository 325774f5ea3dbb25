package io.flyball.protocol.codec;

/** Bytes that are no message: cut, corrupted, hostile, or of an incompatible version. */
public final class MalformedFrameException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedFrameException(String message) {
        super(message);
    }

    /** Has no stack trace but its cause's: bad frames may come by the thousand. */
    MalformedFrameException(String message, Throwable cause) {
        super(message, cause, true, false);
    }

    static MalformedFrameException of(String thing, Object value, String rule) {
        return new MalformedFrameException(thing + " = " + value + ": must be " + rule);
    }
}
