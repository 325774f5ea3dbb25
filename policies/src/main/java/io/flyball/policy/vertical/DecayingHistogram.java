package io.flyball.policy.vertical;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A histogram that forgets: a sample counts half as much as one that is a half-life younger. The weight of a sample is
 * multiplied by {@code 2^((time - reference) / halfLife)}; only relations matter, so that old weights need no touch.
 * When the exponent would pass 100 the reference moves, to a multiple of the half-life, and all weights are scaled.
 *
 * <p>Example, half-life 1 h: 1000 samples now, one 20 h later: its weight is 2^20, the 99.9th percentile is the new one's.
 *
 * <p>Mutable and confined to its owner, as {@link Histogram}.
 */
public final class DecayingHistogram {
    static final int MOST_EXPONENT = 100;
    /** Milliseconds from the year 1, in which multiples of the half-life are counted, to 1970. */
    private static final long YEAR_ONE = -62_135_596_800_000L;

    private final Histogram histogram;
    private final long halfLife;
    private Optional<Instant> reference;

    public DecayingHistogram(Buckets buckets, Duration halfLife) {
        this(new Histogram(buckets), halfLife.toMillis(), Optional.empty());
    }

    private DecayingHistogram(Histogram histogram, long halfLife, Optional<Instant> reference) {
        if (halfLife <= 0) {
            throw new IllegalArgumentException("halfLife = " + halfLife + " ms: must be greater than 0");
        }
        this.histogram = histogram;
        this.halfLife = halfLife;
        this.reference = reference;
    }

    public static DecayingHistogram of(Buckets buckets, Duration halfLife, Checkpoint checkpoint) {
        return new DecayingHistogram(Histogram.of(buckets, checkpoint), halfLife.toMillis(), checkpoint.reference());
    }

    public DecayingHistogram copy() {
        return new DecayingHistogram(histogram.copy(), halfLife, reference);
    }

    public boolean add(double value, double weight, Instant at) {
        return histogram.add(value, weight * factor(at));
    }

    public boolean subtract(double value, double weight, Instant at) {
        return histogram.subtract(value, weight * factor(at));
    }

    /** Adds everything that {@code other}, of the same buckets and half-life, holds; {@code other} stays as it is. */
    public void merge(DecayingHistogram other) {
        if (halfLife != other.halfLife) {
            throw new IllegalArgumentException(
                    "halfLife = " + other.halfLife + " ms: must be that of the other histogram, " + halfLife + " ms");
        }
        if (other.reference.isEmpty()) {
            return;
        }
        DecayingHistogram aligned = other.copy();
        if (reference.isEmpty() || reference.get().isBefore(aligned.reference.get())) {
            moveReference(aligned.reference.get());
        } else if (aligned.reference.get().isBefore(reference.get())) {
            aligned.moveReference(reference.get());
        }
        histogram.merge(aligned.histogram);
    }

    /** As {@link Histogram#percentile}. */
    public double percentile(double share) {
        return histogram.percentile(share);
    }

    public boolean isEmpty() {
        return histogram.isEmpty();
    }

    /** As {@link Histogram#weight}, relative to the reference. */
    public double weight(int bucket) {
        return histogram.weight(bucket);
    }

    public double total() {
        return histogram.total();
    }

    public Checkpoint checkpoint() {
        Checkpoint stored = histogram.checkpoint();
        return new Checkpoint(stored.total(), stored.weights(), reference);
    }

    private double factor(Instant at) {
        if (reference.isEmpty() || exponent(at) > MOST_EXPONENT) {
            moveReference(at);
        }
        return Math.pow(2, exponent(at));
    }

    private double exponent(Instant at) {
        return (at.toEpochMilli() - reference.get().toEpochMilli()) / (double) halfLife;
    }

    private void moveReference(Instant to) {
        long sinceYearOne = to.toEpochMilli() - YEAR_ONE;
        long rounded = Math.floorDiv(sinceYearOne + halfLife / 2, halfLife) * halfLife;
        Instant moved = Instant.ofEpochMilli(rounded + YEAR_ONE);
        if (reference.isPresent()) {
            double exponent = Math.floor(-exponent(moved) + 0.5);
            histogram.scale(Math.scalb(1.0, (int) exponent));
        }
        reference = Optional.of(moved);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DecayingHistogram that
                && halfLife == that.halfLife
                && reference.equals(that.reference)
                && histogram.equals(that.histogram);
    }

    @Override
    public int hashCode() {
        return histogram.hashCode();
    }

    @Override
    public String toString() {
        return histogram + ", half-life " + Duration.ofMillis(halfLife);
    }
}
