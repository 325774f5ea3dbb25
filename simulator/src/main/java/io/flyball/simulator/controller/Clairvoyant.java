package io.flyball.simulator.controller;

import io.flyball.simulator.plant.Fleet;
import io.flyball.simulator.traffic.Load;

/**
 * Knows the future: at each moment exactly as many instances as hold the highest load of the next minutes at the target. Not
 * attainable; what others are measured against.
 */
public final class Clairvoyant implements Controller {
    private static final double ROUNDING = 1e-9;

    private final Bounds bounds;
    private final Load load;
    private final double perInstance;
    private final long aheadMillis;
    private final long stepMillis;

    /**
     * @param perInstance load per second that one instance is to carry
     * @param aheadMillis how far it looks: twice the start time by default
     * @param stepMillis at which moments within that it looks
     */
    public Clairvoyant(Bounds bounds, Load load, double perInstance, long aheadMillis, long stepMillis) {
        this.bounds = bounds;
        this.load = load;
        this.perInstance = perInstance;
        this.aheadMillis = aheadMillis;
        this.stepMillis = stepMillis;
    }

    @Override
    public String name() {
        return "clairvoyant";
    }

    @Override
    public void tick(long now, Fleet fleet) {
        double highest = 0;
        for (long at = now; at <= now + aheadMillis; at += stepMillis) {
            highest = Math.max(highest, load.at(at));
        }
        fleet.scale(bounds.hold(Math.ceil(highest / perInstance - ROUNDING)));
    }
}
