package io.flyball.simulator.bench;

import java.util.OptionalLong;
import java.util.function.DoubleSupplier;

/**
 * Load jumps of services and how long each waited for its command; at most one per service at a time.
 *
 * <pre>
 *   QUIET --due, a report shows it--> WAITING --command--> QUIET, due after `quiet` plus up to `quiet` by chance
 *                                        '------- nothing within `patience`: a timeout ----'
 * </pre>
 *
 * A command that nobody waits for is counted apart: it would mean that the load between jumps is not calm.
 */
final class Jumps {
    private static final long NEVER = Long.MIN_VALUE;

    private final long quiet;
    private final long patience;
    private final DoubleSupplier chance;
    private final long[] due;
    private final long[] sent;
    private boolean closed;
    private int begun;
    private int timeouts;
    private int unexpected;

    /** @param chance in [0, 1) */
    Jumps(int services, long now, long quiet, long patience, DoubleSupplier chance) {
        this.quiet = quiet;
        this.patience = patience;
        this.chance = chance;
        this.due = new long[services];
        this.sent = new long[services];
        for (int i = 0; i < services; i++) {
            due[i] = now + (long) (chance.getAsDouble() * quiet);
            sent[i] = NEVER;
        }
    }

    /** Whether the report that is sent now must show a jump; if so its command is awaited from now on. */
    synchronized boolean begins(int service, long now) {
        if (closed || sent[service] != NEVER || now < due[service]) {
            return false;
        }
        sent[service] = now;
        begun++;
        return true;
    }

    /** A new count arrived. Answers the nanoseconds since the jump was sent; empty when nobody waits. */
    synchronized OptionalLong commanded(int service, long now) {
        if (sent[service] == NEVER) {
            unexpected++;
            return OptionalLong.empty();
        }
        long latency = now - sent[service];
        rest(service, now);
        return OptionalLong.of(latency);
    }

    /** Gives up on jumps that wait for too long. */
    synchronized void expire(long now) {
        for (int service = 0; service < sent.length; service++) {
            if (sent[service] != NEVER && now - sent[service] > patience) {
                timeouts++;
                rest(service, now);
            }
        }
    }

    /** No more jumps; those under way are still awaited. */
    synchronized void close() {
        closed = true;
    }

    synchronized int waiting() {
        int waiting = 0;
        for (long at : sent) {
            waiting += at == NEVER ? 0 : 1;
        }
        return waiting;
    }

    synchronized int begun() {
        return begun;
    }

    synchronized int timeouts() {
        return timeouts;
    }

    synchronized int unexpected() {
        return unexpected;
    }

    private void rest(int service, long now) {
        sent[service] = NEVER;
        due[service] = now + quiet + (long) (chance.getAsDouble() * quiet);
    }
}
