package io.flyball.simulator.traffic.shape;

import io.flyball.simulator.engine.Dice;
import io.flyball.simulator.traffic.Load;
import io.flyball.simulator.traffic.Must;
import java.time.Duration;

/**
 * Another load times noise that is log-normal with mean 1, standard deviation {@code deviation} and a memory: an
 * autoregression of first order whose correlation falls to 1/e within {@code memory}.
 *
 * <p>The noise is defined on a grid of a quarter of {@code memory}, linear between its places. In each place it is the sum
 * of that place's shock and of those before it, weighted {@code phi^k} with {@code phi = exp(-1/4)}, cut after 28 places
 * (phi^28 = 0.0009) and scaled back to variance 1: the same whenever and in whatever order it is asked.
 */
public final class Noise implements Load {
    private static final int PER_MEMORY = 4;
    private static final int TERMS = 28;
    private static final double PHI = StrictMath.exp(-1.0 / PER_MEMORY);
    private static final double SCALE = StrictMath.sqrt((1 - PHI * PHI) / (1 - StrictMath.pow(PHI, 2.0 * TERMS)));

    private final Load of;
    private final double sigma;
    private final long grid;
    private final Dice dice;
    private volatile Place last;

    private record Place(long number, double left, double right) {}

    public Noise(Load of, double deviation, Duration memory, long seed) {
        this.of = of;
        Must.that(deviation >= 0 && deviation <= 10, "deviation", deviation, "from 0 to 10");
        this.sigma = StrictMath.sqrt(StrictMath.log(1 + deviation * deviation));
        this.grid = Math.max(1, Must.positive("memory", memory).toMillis() / PER_MEMORY);
        this.dice = Dice.of(seed, "noise");
    }

    @Override
    public double at(long millis) {
        return of.at(millis) * factor(millis);
    }

    private double factor(long millis) {
        long number = Math.floorDiv(millis, grid);
        Place place = last;
        if (place == null || place.number() != number) {
            place = new Place(number, factorIn(number), factorIn(number + 1));
            last = place; // the same whoever computes it
        }
        double share = (double) Math.floorMod(millis, grid) / grid;
        return place.left() * (1 - share) + place.right() * share;
    }

    private double factorIn(long number) {
        double sum = 0;
        for (int k = TERMS - 1; k >= 0; k--) {
            sum = PHI * sum + dice.normal(number - k);
        }
        return StrictMath.exp(sigma * SCALE * sum - sigma * sigma / 2);
    }
}
