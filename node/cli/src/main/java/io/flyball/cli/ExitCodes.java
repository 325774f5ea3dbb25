package io.flyball.cli;

/** Exit statuses of every verb; part of the interface, listed in docs/operate/cli.md. */
final class ExitCodes {
    static final int OK = 0;
    /** The call was understood and failed: not found, refused by the server, evidence missing. */
    static final int FAILED = 1;
    /** The command line or a file given to it is wrong. */
    static final int USAGE = 2;

    static final int TIMEOUT = 3;
    /** Somebody else changed it meanwhile. */
    static final int CONFLICT = 4;
    /** No member answered. */
    static final int UNREACHABLE = 5;

    private ExitCodes() {}
}
