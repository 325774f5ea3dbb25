package io.flyball.policy.scale;

import java.util.List;
import java.util.stream.Stream;

/** What HPA's calculator makes of one metric: a size, or the reason why there is none. */
public sealed interface Sizing {
    /**
     * A wanted count.
     *
     * @param mean percent of the request for ratio targets, else thousandths of the unit
     * @param raw mean usage in thousandths of the unit
     * @param notes what the calculator did besides the plain formula, in words
     */
    record Sized(int replicas, long mean, long raw, List<String> notes) implements Sizing {
        public Sized {
            notes = List.copyOf(notes);
        }

        /** Another count, and why. */
        Sized with(int count, String note) {
            return new Sized(
                    count,
                    mean,
                    raw,
                    Stream.concat(notes.stream(), Stream.of(note)).toList());
        }
    }

    /** No count, and why. */
    record Unsized(Cause cause, String reason) implements Sizing {}

    /** Why a metric gives no count. */
    enum Cause {
        NO_READINGS,
        NO_INSTANCES,
        NONE_COUNTS,
        NO_REQUEST,
        ONLY_STRANGERS,
        BAD_TARGET,
        OUT_OF_RANGE
    }
}
