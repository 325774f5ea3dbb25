package io.flyball.simulator.traffic.shape;

import io.flyball.simulator.traffic.Load;
import io.flyball.simulator.traffic.Must;

/** The same at all times. */
public record Constant(double rate) implements Load {
    public Constant {
        Must.rate("rate", rate);
    }

    @Override
    public double at(long millis) {
        return rate;
    }
}
