package io.flyball.simulator.demo.load;

/** What became of requests; called by the generator's one thread. */
interface Outcomes {
    void offered();

    void completed(long intendedNanos, long sentNanos, long doneNanos);

    /** It was sent, or tried for too long, and not answered with 200. */
    void failed(long intendedNanos, String node, String reason);

    /** The backlog was full: it was not sent at all. */
    void shed();

    /** Given to another connection before a byte of it was written. */
    void retried();

    /** A second, numbered from 0, is over. */
    void secondEnded(long second, int instances, int backlog);
}
