package io.flyball.simulator.plant.service;

/**
 * The cache of one node. Hits follow {@code 1 - (1 + entries / scale)^-exponent}: the miss curve of a popularity with a heavy
 * tail is a power of the size (as {@code HitCurve} of the policies fits it), bent so that it begins at no hits. It fills by
 * misses; what does not fit is thrown out.
 *
 * <p>Example: scale 5,000, exponent 0.5: 42 % with 10,000 entries, 67 % with 40,000.
 */
final class Cache {
    private static final double NEAR = 0.002;

    private final double scale;
    private final double exponent;
    private final double entryBytes;
    private double capacity;
    private double entries;
    private double computedAt = -1;
    private double hits;
    private double thrownOut;

    Cache(Constants model) {
        scale = model.get(Trait.CACHE_SCALE);
        exponent = model.get(Trait.CACHE_EXPONENT);
        entryBytes = model.get(Trait.CACHE_ENTRY);
        capacity = model.get(Trait.CACHE);
    }

    void resize(double size) {
        capacity = size;
    }

    double capacity() {
        return capacity;
    }

    void step(double seconds, double lookupsPerSecond) {
        double wanted = entries + lookupsPerSecond * (1 - hits) * seconds;
        entries = Math.min(capacity, wanted);
        thrownOut = (wanted - entries) / seconds;
        if (Math.abs(entries - computedAt) > NEAR * Math.max(1, computedAt)) {
            computedAt = entries;
            hits = 1 - StrictMath.pow(1 + entries / scale, -exponent);
        }
    }

    /** Share of lookups, [0, 1). */
    double hits() {
        return hits;
    }

    double entries() {
        return entries;
    }

    double bytes() {
        return entries * entryBytes;
    }

    /** Per second. */
    double thrownOut() {
        return thrownOut;
    }
}
