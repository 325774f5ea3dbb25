package io.flyball.agent.testing;

/** What is wrong with a {@link FaultyService}; each changes one thing about the same requests. */
public enum Fault {
    /** Nothing; few clients. */
    NONE(new Shape(16, 16, 1, 0, 8, 0, 0, 0), 4),
    /** Requests compute for long. */
    PROCESSOR(new Shape(16, 16, 40, 0, 8, 0, 0, 0), 24),
    /** Requests compute a little, and other processes take the processors. */
    NEIGHBOUR(new Shape(16, 16, 4, 0, 8, 0, 0, 0), 6),
    /** Two workers for 24 clients. */
    WORKERS(new Shape(2, 16, 1, 0, 8, 0, 0, 0), 24),
    /** A lock is held while something waits. */
    LOCK(new Shape(16, 16, 1, 10, 8, 0, 0, 0), 24),
    /** Two connections for 16 workers. */
    CONNECTIONS(new Shape(16, 2, 1, 0, 8, 0, 0, 0), 24),
    /** Most of the heap is in use and each request allocates much. */
    GARBAGE(new Shape(16, 16, 1, 0, 8, 4, 58, 0), 8),
    /** What was used is kept for ever. */
    LEAK(new Shape(16, 16, 1, 0, 8, 0, 0, 4), 4),
    /** The other service answers after 400 ms. */
    DOWNSTREAM(new Shape(16, 16, 1, 0, 400, 0, 0, 0), 24);

    private final Shape shape;
    private final int clients;

    Fault(Shape shape, int clients) {
        this.shape = shape;
        this.clients = clients;
    }

    public Shape shape() {
        return shape;
    }

    /** How many clients ask again as soon as they have the answer. */
    public int clients() {
        return clients;
    }

    /**
     * @param computeMillis of processor time per request
     * @param lockMillis that a request holds the lock of all requests
     * @param downstreamMillis that the other service takes
     * @param garbageMegabytes that a request allocates
     * @param liveMegabytes that are always in use
     * @param leakMegabytesPerSecond that are in use for ever
     */
    public record Shape(
            int workers,
            int connections,
            int computeMillis,
            int lockMillis,
            int downstreamMillis,
            int garbageMegabytes,
            int liveMegabytes,
            int leakMegabytesPerSecond) {}
}
