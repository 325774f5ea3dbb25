package io.flyball.policy.tune;

import java.util.OptionalDouble;
import java.util.SplittableRandom;

/** Numbers as a broken sensor gives them. */
public final class Wild {
    private Wild() {}

    public static double number(SplittableRandom random, double most) {
        return switch (random.nextInt(12)) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> -1;
            case 3 -> 0;
            case 4 -> Double.MAX_VALUE;
            default -> random.nextDouble() * most;
        };
    }

    public static OptionalDouble maybe(SplittableRandom random, double most) {
        return random.nextInt(6) == 0 ? OptionalDouble.empty() : OptionalDouble.of(number(random, most));
    }

    public static PoolWindow window(SplittableRandom random) {
        return new PoolWindow(
                maybe(random, 1), maybe(random, 20), maybe(random, 1), maybe(random, 500), maybe(random, 1));
    }
}
