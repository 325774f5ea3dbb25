package io.flyball.simulator.run;

import io.flyball.simulator.controller.Controller;
import io.flyball.simulator.plant.Interval;
import io.flyball.simulator.plant.Plant;
import io.flyball.simulator.traffic.Load;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;

/**
 * One plant, one load, one who decides, on virtual time. Each control period the plant moves on, what happened is counted,
 * and the controller sees what the fleet shows and orders.
 *
 * @param from and {@code to}: milliseconds since the beginning of the run
 * @param periodMillis between two decisions, above 0
 */
public record Run(Plant plant, Load load, Controller controller, long from, long to, long periodMillis) {
    private static final int TELL_EVERY = 2_000;

    /** One step as it was seen and decided. */
    public record Moment(Interval interval, int target) {}

    public Run {
        if (periodMillis <= 0) {
            throw new IllegalArgumentException("periodMillis = " + periodMillis + ": must be above 0");
        }
        if (to < from) {
            throw new IllegalArgumentException("to = %d: must be %d (from) or later".formatted(to, from));
        }
    }

    /**
     * @param each told every step, in order
     * @param progress told the share that is done, now and then
     */
    public Totals go(Consumer<Moment> each, DoubleConsumer progress) {
        Tally tally = new Tally();
        int steps = 0;
        for (long now = from; now <= to; now += periodMillis) {
            plant.advance(now, load);
            tally.add(plant.interval());
            int before = plant.target();
            controller.tick(now, plant);
            tally.changed(before, plant.target());
            each.accept(new Moment(plant.interval(), plant.target()));
            if (steps++ % TELL_EVERY == 0) {
                progress.accept((now - from) / (double) Math.max(1, to - from));
            }
        }
        return tally.totals(periodMillis);
    }
}
