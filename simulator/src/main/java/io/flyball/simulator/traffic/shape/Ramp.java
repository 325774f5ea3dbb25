package io.flyball.simulator.traffic.shape;

import io.flyball.simulator.traffic.Load;
import io.flyball.simulator.traffic.Must;
import java.time.Duration;

/** {@code from} until {@code at}, then a straight line that reaches {@code to} after {@code rise} and stays. */
public record Ramp(double from, double to, Duration at, Duration rise) implements Load {
    public Ramp {
        Must.rate("from", from);
        Must.rate("to", to);
        Must.notNegative("at", at);
        Must.notNegative("rise", rise);
    }

    @Override
    public double at(long millis) {
        long since = millis - at.toMillis();
        long length = rise.toMillis();
        double share = since < 0 ? 0 : since >= length ? 1 : (double) since / length;
        return from * (1 - share) + to * share;
    }
}
