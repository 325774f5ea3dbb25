package io.flyball.agent.sense;

import java.io.IOException;

/**
 * Reads one source into metrics. Keeps what it needs of the previous reading; used by one thread.
 *
 * <p>{@link IOException} means that the JVM does not answer; a source that is missing just adds nothing.
 */
interface Reader {
    void read(Readings readings) throws IOException;

    /** Looks for its sources again: connectors, pools and registrations come and go while a JVM runs. */
    default void look() throws IOException {
        // most sources are there from the start
    }
}
