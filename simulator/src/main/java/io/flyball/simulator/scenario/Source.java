package io.flyball.simulator.scenario;

import io.flyball.simulator.engine.Dice;
import io.flyball.simulator.traffic.Load;
import java.time.Duration;

/** One kind of load of a scenario: a seed makes one load of it. */
@FunctionalInterface
public interface Source {
    /** @param length of the run, within which a load that is scaled to a peak reaches it */
    Load load(long seed, Duration length);

    /** That of the i-th source of a run: each has a seed of its own. */
    static long seed(long run, int index) {
        return Dice.of(run, "traffic").bits(index);
    }
}
