package io.flyball.policy.document;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Request threads of each node.
 *
 * @param knob which pool, e.g. {@code tomcat.maxThreads}
 * @param min lowest value ever set
 * @param max highest value ever set
 * @param factor one trial multiplies the value by at most this
 * @param busyAbove busy share of the pool in [0, 1] above which growth is considered
 * @param queueDepth most requests that wait for a thread; empty: left alone
 * @param priorityLevels number of priority classes of work; empty: left alone
 * @param affinity processors that the pool's threads may use; empty: left alone
 */
public record ThreadOptimization(
        String knob,
        int min,
        int max,
        double factor,
        double busyAbove,
        OptionalInt queueDepth,
        OptionalInt priorityLevels,
        Optional<Affinity> affinity) {
    /** The simple form: queue, priorities and affinity are left alone. */
    public ThreadOptimization(String knob, int min, int max, double factor, double busyAbove) {
        this(knob, min, max, factor, busyAbove, OptionalInt.empty(), OptionalInt.empty(), Optional.empty());
    }

    /**
     * @param count this many processors, any; 0: not said
     * @param cpus exactly these processors; empty: not said. Neither said: Flyball chooses
     */
    public record Affinity(int count, List<Integer> cpus) {
        public static final Affinity AUTO = new Affinity(0, List.of());

        public Affinity {
            cpus = List.copyOf(cpus);
        }

        public boolean isAuto() {
            return count == 0 && cpus.isEmpty();
        }
    }
}
