package io.flyball.simulator.engine;

/**
 * Random numbers without state: what falls at an index depends on seed, name and index only, so that a value is the same
 * in whatever order a run asks, and one more user of randomness does not move another's.
 *
 * <p>The bits are those of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014), written out here because no specification pins
 * the algorithm of {@code java.util.SplittableRandom}.
 */
public final class Dice {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final double UNIT = 0x1.0p-53;

    private final long root;

    private Dice(long root) {
        this.root = root;
    }

    /** @param name who asks, e.g. {@code spikes}: two names of one seed are independent of each other */
    public static Dice of(long seed, String name) {
        return new Dice(mix(seed + GOLDEN) ^ mix(hash(name)));
    }

    /** Dice of their own for one of many, e.g. for each occurrence of a fault. */
    public Dice of(long index) {
        return new Dice(mix(bits(index) ^ GOLDEN));
    }

    public long bits(long index) {
        return mix(root + GOLDEN * (index + 1));
    }

    /** Uniform in [0, 1). */
    public double share(long index) {
        return (bits(index) >>> 11) * UNIT;
    }

    /** Exponential with mean 1. */
    public double exponential(long index) {
        return -StrictMath.log(1 - share(index));
    }

    /** Normal with mean 0 and deviation 1 (Box and Muller 1958). */
    public double normal(long index) {
        double radius = StrictMath.sqrt(2 * exponential(2 * index));
        return radius * StrictMath.cos(2 * StrictMath.PI * share(2 * index + 1));
    }

    /** The FNV-1a hash of a name, for an index that belongs to it. */
    public static long hash(String name) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    private static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
