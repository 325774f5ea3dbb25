package io.flyball.cli;

/** Exit statuses of every verb; part of the interface, listed in docs/operate/cli.md. */
public final class ExitCodes {
    public static final int OK = 0;
    /** The call was understood and failed: not found, refused by the server, evidence missing. */
    public static final int FAILED = 1;
    /** The command line or a file given to it is wrong. */
    public static final int USAGE = 2;

    public static final int TIMEOUT = 3;
    /** Somebody else changed it meanwhile. */
    public static final int CONFLICT = 4;
    /** No member answered. */
    public static final int UNREACHABLE = 5;

    private ExitCodes() {}
}
