package io.flyball.planner.service;

import java.util.function.BooleanSupplier;

/** Simulated time that runs until something is true. */
final class Instants {
    private Instants() {}

    static void until(SimulatedService shop, int seconds, BooleanSupplier done) {
        for (int i = 0; i < seconds && !done.getAsBoolean(); i++) {
            shop.seconds(1);
        }
        if (!done.getAsBoolean()) {
            throw new AssertionError("not within " + seconds + " s:\n" + shop.story());
        }
    }
}
