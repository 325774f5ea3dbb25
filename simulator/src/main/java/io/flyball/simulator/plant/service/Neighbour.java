package io.flyball.simulator.plant.service;

/** Periods in which somebody else on the host takes a share of the cores; both lengths are exponential. */
final class Neighbour {
    private final double every;
    private final double length;
    private final double steal;
    private double left;
    private boolean noisy;

    Neighbour(Constants model, Chance chance) {
        every = model.get(Trait.NEIGHBOUR_EVERY);
        length = model.get(Trait.NEIGHBOUR_FOR);
        steal = model.get(Trait.NEIGHBOUR_STEAL);
        left = every > 0 ? chance.exponential(every) : Double.POSITIVE_INFINITY;
    }

    /** Share of the cores that is gone during this step. */
    double step(double seconds, Chance chance) {
        left -= seconds;
        while (left <= 0) {
            noisy = !noisy;
            left += Math.max(seconds / 2, chance.exponential(noisy ? length : every));
        }
        return noisy ? steal : 0;
    }
}
