package io.flyball.simulator.controller;

import io.flyball.simulator.plant.Fleet;
import io.flyball.simulator.traffic.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
    private final List<Mark> marks = new ArrayList<>();

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
        int was = fleet.target();
        int count = bounds.hold(Math.ceil(highest / perInstance - ROUNDING));
        if (count != was) {
            fleet.scale(count);
            String why = String.format(Locale.ROOT, "the load will reach %.4g", highest);
            marks.add(new Mark(now, "instances", String.valueOf(was), String.valueOf(count), List.of(why)));
        }
    }

    @Override
    public List<Mark> marks() {
        List<Mark> taken = List.copyOf(marks);
        marks.clear();
        return taken;
    }
}
