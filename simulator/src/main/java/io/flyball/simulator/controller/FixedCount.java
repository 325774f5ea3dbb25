package io.flyball.simulator.controller;

import io.flyball.simulator.plant.Fleet;
import java.util.OptionalInt;

/** Sets the count once, or never: what most services run with. */
public final class FixedCount implements Controller {
    private final String name;
    private final OptionalInt count;

    private FixedCount(String name, OptionalInt count) {
        this.name = name;
        this.count = count;
    }

    public static FixedCount of(int count) {
        return new FixedCount("static", OptionalInt.of(count));
    }

    /** Leaves everything as it is. */
    public static FixedCount none() {
        return new FixedCount("none", OptionalInt.empty());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void tick(long now, Fleet fleet) {
        if (count.isPresent() && fleet.target() != count.getAsInt()) {
            fleet.scale(count.getAsInt());
        }
    }
}
