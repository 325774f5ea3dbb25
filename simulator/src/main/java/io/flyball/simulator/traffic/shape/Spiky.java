package io.flyball.simulator.traffic.shape;

import io.flyball.simulator.engine.Dice;
import io.flyball.simulator.traffic.Load;
import io.flyball.simulator.traffic.Must;
import java.time.Duration;

/**
 * Spikes above {@code base}: one within each {@code every}, at a time that the seed chooses, between half of {@code height}
 * and all of it, {@code width} from foot to foot in the form of a raised cosine (its area is half of height times width).
 */
public final class Spiky implements Load {
    private final double base;
    private final double height;
    private final long width;
    private final long every;
    private final Dice dice;

    public Spiky(double base, double height, Duration width, Duration every, long seed) {
        this.base = Must.rate("base", base);
        this.height = Must.rate("height", height);
        this.width = Must.positive("width", width).toMillis();
        this.every = Must.that(every.compareTo(width) >= 0, "every", every, "at least width (" + width + ")")
                .toMillis();
        this.dice = Dice.of(seed, "spikes");
    }

    @Override
    public double at(long millis) {
        long window = Math.floorDiv(millis, every);
        double start = window * every + dice.share(2 * window) * (every - width);
        double place = (millis - start) / width;
        if (place <= 0 || place >= 1) {
            return base;
        }
        double top = height * (0.5 + dice.share(2 * window + 1) / 2);
        return base + top * (1 - StrictMath.cos(2 * StrictMath.PI * place)) / 2;
    }
}
