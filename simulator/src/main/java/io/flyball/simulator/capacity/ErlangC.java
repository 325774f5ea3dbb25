package io.flyball.simulator.capacity;

import java.util.OptionalInt;

/**
 * Erlang's second formula: the share of requests that find all of {@code c} servers busy in an M/M/c queue with {@code a}
 * servers' worth of work offered (A. K. Erlang, 1917), from his first formula by
 * {@code B(k) = a B(k-1) / (k + a B(k-1))} and {@code C = B / (1 - (a/c) (1 - B))}.
 *
 * <p>Example: 2 erlangs at 3 servers: B = 1, 2/3, 0.4, 0.2105; C = 0.2105 / (1 - 0.6667 x 0.7895) = 0.4444.
 */
public final class ErlangC {
    /** Servers beyond which nothing is searched. */
    public static final int MOST_SERVERS = 1_000_000;

    private ErlangC() {}

    /**
     * @param servers 1 or more
     * @param offered work in servers, 0 or more
     * @return [0, 1]; 1 where as much is offered as there is, or more
     */
    public static double waiting(int servers, double offered) {
        if (!(offered < servers)) {
            return 1;
        }
        double blocked = 1;
        for (int k = 1; k <= servers; k++) {
            blocked = step(blocked, k, offered);
        }
        return among(blocked, servers, offered);
    }

    /** Fewest servers at which at most this share waits; empty where {@value #MOST_SERVERS} are too few. */
    public static OptionalInt servers(double offered, double mostWaiting) {
        if (!(offered >= 0) || offered >= MOST_SERVERS) {
            return OptionalInt.empty();
        }
        double blocked = 1;
        for (int k = 1; k <= MOST_SERVERS; k++) {
            blocked = step(blocked, k, offered);
            if (k > offered && among(blocked, k, offered) <= mostWaiting) {
                return OptionalInt.of(k);
            }
        }
        return OptionalInt.empty();
    }

    private static double step(double blocked, int servers, double offered) {
        return offered * blocked / (servers + offered * blocked);
    }

    private static double among(double blocked, int servers, double offered) {
        return blocked / (1 - offered / servers * (1 - blocked));
    }
}
