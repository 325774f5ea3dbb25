package io.flyball.simulator.plane.world;

import java.util.List;
import java.util.SplittableRandom;

/**
 * One stream of chance. Everything is derived from {@code nextLong}, whose algorithm is fixed, so that every JDK draws
 * the same.
 */
public final class Chance {
    private final SplittableRandom random;

    private Chance(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Streams of one seed under different names do not depend on each other. */
    public static Chance stream(long seed, String name) {
        return new Chance(seed * 0x9E3779B97F4A7C15L + name.hashCode());
    }

    /** In [0, 1). */
    public double unit() {
        return (random.nextLong() >>> 11) * 0x1p-53;
    }

    public boolean of(double probability) {
        return unit() < probability;
    }

    /** In [0, bound). */
    public int below(int bound) {
        return (int) ((random.nextLong() >>> 1) % bound);
    }

    /** Both ends included. */
    public long between(long low, long high) {
        return low + (random.nextLong() >>> 1) % (high - low + 1);
    }

    public <T> T one(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** A new order of {@code items}. */
    public <T> void shuffle(List<T> items) {
        for (int i = items.size() - 1; i > 0; i--) {
            int other = below(i + 1);
            T kept = items.set(i, items.get(other));
            items.set(other, kept);
        }
    }
}
