package io.flyball.simulator.run;

import io.flyball.simulator.controller.Bounds;
import io.flyball.simulator.plant.Plant;
import io.flyball.simulator.traffic.Load;
import java.util.function.Supplier;

/**
 * Everything of a run but who decides: controllers that are run on one stage meet the same load, plant and faults.
 *
 * @param name of the trace or scenario
 * @param plant its kind, e.g. {@code simple}
 * @param lengthMillis from the first decision to the last
 * @param periodMillis between two decisions
 * @param startMillis from an order to a ready instance
 * @param perInstance load per second that one instance is to carry
 * @param target share of its capacity that an instance is to be busy with, (0, 1]
 * @param begin instances at the beginning
 * @param enough instances that carry nearly all of the load: what a careful person would run all the time
 * @param seed of everything that falls by chance
 * @param plants makes a new plant as it is at the beginning
 */
public record Stage(
        String name,
        String plant,
        Load load,
        long lengthMillis,
        long periodMillis,
        long startMillis,
        Bounds bounds,
        double perInstance,
        double target,
        int begin,
        int enough,
        long seed,
        Supplier<Plant> plants) {

    /** The same under another load; how large an instance is, and how many there are at the beginning, stays. */
    public Stage with(Load other, long otherSeed) {
        return new Stage(
                name,
                plant,
                other,
                lengthMillis,
                periodMillis,
                startMillis,
                bounds,
                perInstance,
                target,
                begin,
                enough,
                otherSeed,
                plants);
    }
}
