package io.flyball.planner.session;

/** The sending side of a link's socket. Bounded: a slow agent must not hold the member's memory. */
public interface Outlet {
    /** False when the queue is full or the socket closed. */
    boolean offer(byte[] frame);

    /** Closes the socket once what was offered is sent. */
    void close(String reason);
}
