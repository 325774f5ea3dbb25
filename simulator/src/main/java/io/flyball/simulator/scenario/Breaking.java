package io.flyball.simulator.scenario;

import java.util.Optional;

/**
 * Finds the load at which a service breaks while it rises in steps: the first step in whose second half, when the controller
 * has had its time, promises are broken for more than half of it or more than 1 % of the requests are lost.
 */
public final class Breaking {
    private static final double BROKEN = 0.5;
    private static final double LOST = 0.01;

    private final long stepMillis;
    private long step = -1;
    private double load;
    private double carried;
    private int looks;
    private double violated;
    private double offered;
    private double lost;
    private Point broken;

    /**
     * Where it broke.
     *
     * @param millis when that step began, since the start of the run
     * @param load of that step, requests per second
     * @param carried highest load of the steps before, 0 where there was none
     */
    public record Point(long millis, double load, double carried) {}

    /** @param stepMillis length of a step */
    public Breaking(long stepMillis) {
        if (stepMillis <= 0) {
            throw new IllegalArgumentException("stepMillis = " + stepMillis + ": must be above 0");
        }
        this.stepMillis = stepMillis;
    }

    /** @param violatedShare of the interval that ends at {@code millis}; @param lostLoad of {@code offeredLoad} */
    public void see(long millis, double offeredLoad, double violatedShare, double lostLoad) {
        long now = millis / stepMillis;
        if (now != step) {
            close();
            step = now;
        }
        if (2 * (millis % stepMillis) >= stepMillis) {
            looks++;
            violated += violatedShare;
            offered += offeredLoad;
            lost += lostLoad;
            load = offeredLoad;
        }
    }

    private void close() {
        boolean fails = looks > 0 && (violated > BROKEN * looks || lost > LOST * offered);
        if (fails && broken == null) {
            broken = new Point(step * stepMillis, load, carried);
        } else if (looks > 0 && broken == null) {
            carried = Math.max(carried, load);
        }
        looks = 0;
        violated = 0;
        offered = 0;
        lost = 0;
    }

    /** Empty where it carried all. */
    public Optional<Point> found() {
        close();
        return Optional.ofNullable(broken);
    }

    /** Highest load of a step that it carried before it broke. */
    public double carried() {
        close();
        return carried;
    }
}
