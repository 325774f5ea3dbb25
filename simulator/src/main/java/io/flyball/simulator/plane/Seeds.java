package io.flyball.simulator.plane;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.flyball.simulator.plane.seam.Seams;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/** Runs of many seeds. */
public final class Seeds {
    private Seeds() {}

    /**
     * What came of them.
     *
     * @param runs that were made
     * @param events in all of them
     * @param virtualMillis in all of them
     * @param failures runs in which an invariant did not hold, by seed
     */
    public record Summary(int runs, long events, long virtualMillis, List<Outcome> failures) {
        public Summary {
            failures = List.copyOf(failures);
        }
    }

    /**
     * Runs {@code count} seeds from {@code first} on, one after the other.
     *
     * @param done told every outcome, in the order of the seeds
     */
    public static Summary run(long first, int count, Consumer<Outcome> done) {
        return run(first, count, Seams::new, done);
    }

    /** @param seams of each run */
    public static Summary run(long first, int count, Supplier<Seams> seams, Consumer<Outcome> done) {
        long events = 0;
        long virtual = 0;
        List<Outcome> failures = new ArrayList<>();
        for (long seed = first; seed < first + count; seed++) {
            Outcome outcome = one(seed, seams.get(), Optional.empty());
            events += outcome.events();
            virtual += outcome.virtualMillis();
            if (!outcome.holds()) {
                failures.add(outcome);
            }
            done.accept(outcome);
        }
        return new Summary(count, events, virtual, failures);
    }

    /** The first seed from {@code first} on, of at most {@code count}, in which an invariant does not hold. */
    public static Optional<Outcome> firstFailure(long first, int count, Supplier<Seams> seams) {
        for (long seed = first; seed < first + count; seed++) {
            Outcome outcome = one(seed, seams.get(), Optional.empty());
            if (!outcome.holds()) {
                return Optional.of(outcome);
            }
        }
        return Optional.empty();
    }

    /** One run; {@code trace} takes a line for everything that happens. */
    public static Outcome replay(long seed, Seams seams, Consumer<String> trace) {
        return one(seed, seams, Optional.of(trace));
    }

    /** What the production code logs of thousands of simulated faults is no news. */
    private static Outcome one(long seed, Seams seams, Optional<Consumer<String>> trace) {
        Logger logger = (Logger) LoggerFactory.getLogger("io.flyball.agent");
        Level before = logger.getLevel();
        logger.setLevel(Level.OFF);
        try {
            return PlaneRun.run(seed, seams, trace.orElse(null));
        } finally {
            logger.setLevel(before);
        }
    }

    /** How a user replays a run, e.g. after a failure. */
    public static String replayCommand(long seed) {
        return "flyball simulate seeds --seed " + seed + " --trace";
    }
}
