package io.flyball.simulator.engine;

import java.util.SplittableRandom;

/**
 * Independent random numbers for each thing that needs some, all from one seed: whoever draws one more number disturbs no
 * one else, so that two controllers meet exactly the same crashes.
 */
public record Streams(long seed) {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    /** The same numbers for the same seed and name, on every JVM. */
    public SplittableRandom of(String name) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * FNV_PRIME;
        }
        return new SplittableRandom(seed * GOLDEN ^ hash);
    }
}
