package io.flyball.simulator.demo.load;

/** One request. All its times count from the intended start, also when it had to wait for a connection. */
final class Request {
    final long intendedNanos;
    long sentNanos;
    /** Times it was handed to a connection that turned out to be unusable before a byte was written. */
    int unsent;

    Request(long intendedNanos) {
        this.intendedNanos = intendedNanos;
    }
}
