package io.flyball.simulator.capacity;

import java.util.Optional;

/**
 * Threads or connections of one instance: by Little's law {@code busy = load x time}, and so many more that at most
 * {@value #MOST_WAITING} of the requests wait for one (Erlang C).
 *
 * <p>Example: 200/s of 40 ms: 8 busy on average; 13 leave 7.6 % waiting, 14 leave 3.9 %: so 14.
 *
 * @param size of the pool
 * @param busy on average at the peak
 * @param queue requests that may wait for one, more would miss the objective; 0 where none is meant
 */
public record Pool(int size, double busy, int queue) {
    static final double MOST_WAITING = 0.05;

    /** @param seconds that a request holds one */
    static Optional<Pool> of(double load, double seconds, double patience) {
        double busy = load * seconds;
        var size = ErlangC.servers(busy, MOST_WAITING);
        return size.isEmpty()
                ? Optional.empty()
                : Optional.of(new Pool(
                        size.getAsInt(),
                        busy,
                        patience > 0 ? (int) Math.min(1e6, StrictMath.ceil(load * patience)) : 0));
    }

    Pool atMost(long most) {
        return size <= most ? this : new Pool((int) most, busy, queue);
    }

    boolean isExhausted(double load, double seconds) {
        return !(load * seconds < size);
    }
}
