package io.flyball.simulator.capacity;

import io.flyball.simulator.traffic.Load;
import io.flyball.simulator.traffic.Loads;
import io.flyball.simulator.traffic.Trace;
import java.util.Arrays;

/** A load over time that a plan is tried on. */
public record Course(Load load, long lengthMillis) {
    static Course of(History history) {
        double[] recorded = Arrays.stream(history.column(History.LOAD))
                .map(load -> load >= 0 ? load : Double.NaN)
                .toArray();
        Trace trace = Trace.of(history.times(), recorded);
        return new Course(trace, trace.length().toMillis());
    }

    Course times(double factor) {
        return new Course(Loads.times(load, factor), lengthMillis);
    }
}
