package io.flyball.simulator.scenario;

import io.flyball.protocol.model.ServiceName;
import io.flyball.simulator.plant.service.ServiceModel;
import io.flyball.simulator.plant.service.ServicePlant;

/** What one instance of plant {@code service} carries. */
final class OneInstance {
    private static final long LOOK = 1_000;

    private OneInstance() {}

    /** Requests per second that keep a typical warm one fully busy, above 0; a downstream that all share may take less. */
    static double capacity(ServiceModel model) {
        ServiceModel typical = model.with("speedSpread", 0).with("neighbourEvery", 0);
        ServicePlant one = new ServicePlant(new ServiceName("one"), typical, 0, 1, 0);
        one.advance(LOOK, millis -> 0);
        return Math.max(Double.MIN_NORMAL, one.interval().capacity());
    }
}
