package io.flyball.policy.vertical;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Weights of values by bucket. A percentile answers the end of the bucket in which it falls, so that it errs upwards.
 *
 * <p>Mutable and confined to its owner; whoever hands one out hands out a {@link #copy()}.
 *
 * <p>Example: buckets of 1; values 1, 2, 2, 3 with weight 1 each: the 50th percentile falls into [2, 3) and answers 3.
 */
public final class Histogram {
    private final Buckets buckets;
    private final double[] weights;
    private double total;
    private int lowest;
    private int highest;

    public Histogram(Buckets buckets) {
        this.buckets = buckets;
        this.weights = new double[buckets.count()];
        this.lowest = buckets.count() - 1;
    }

    private Histogram(Histogram other) {
        this.buckets = other.buckets;
        this.weights = other.weights.clone();
        this.total = other.total;
        this.lowest = other.lowest;
        this.highest = other.highest;
    }

    public Histogram copy() {
        return new Histogram(this);
    }

    /** Values and weights that are no numbers, and weights below 0, are not added; false then. */
    public boolean add(double value, double weight) {
        if (!isUsable(value, weight)) {
            return false;
        }
        int bucket = buckets.find(value);
        weights[bucket] += weight;
        total += weight;
        if (weights[bucket] >= buckets.epsilon()) {
            lowest = Math.min(lowest, bucket);
            highest = Math.max(highest, bucket);
        }
        return true;
    }

    /** Takes back what was added; never more than the bucket holds. */
    public boolean subtract(double value, double weight) {
        if (!isUsable(value, weight)) {
            return false;
        }
        int bucket = buckets.find(value);
        double taken = weight > weights[bucket] - buckets.epsilon() ? weights[bucket] : weight;
        total -= taken;
        weights[bucket] -= taken;
        shrinkRange();
        return true;
    }

    /** Adds everything that {@code other}, of the same buckets, holds. */
    public void merge(Histogram other) {
        if (!buckets.equals(other.buckets)) {
            throw new IllegalArgumentException(
                    "buckets = " + other.buckets + ": must be those of the other histogram, " + buckets);
        }
        for (int bucket = other.lowest; bucket <= other.highest; bucket++) {
            weights[bucket] += other.weights[bucket];
        }
        total += other.total;
        lowest = Math.min(lowest, other.lowest);
        highest = Math.max(highest, other.highest);
    }

    /**
     * @param share of the weight, [0, 1]; outside of it the nearest end
     * @return end of the bucket in which the share is reached; 0 when empty
     */
    public double percentile(double share) {
        if (isEmpty()) {
            return 0;
        }
        double threshold = share * total;
        double sum = 0;
        int bucket = lowest;
        for (; bucket < highest; bucket++) {
            sum += weights[bucket];
            if (sum >= threshold) {
                break;
            }
        }
        return buckets.end(bucket);
    }

    public boolean isEmpty() {
        return weights[lowest] < buckets.epsilon();
    }

    public double total() {
        return total;
    }

    public double weight(int bucket) {
        return weights[bucket];
    }

    /** Multiplies every weight; what falls below epsilon is out of the range from then on. */
    void scale(double factor) {
        for (int bucket = lowest; bucket <= highest; bucket++) {
            weights[bucket] *= factor;
        }
        total *= factor;
        shrinkRange();
    }

    public Checkpoint checkpoint() {
        double heaviest = 0;
        for (int bucket = lowest; bucket <= highest; bucket++) {
            heaviest = Math.max(heaviest, weights[bucket]);
        }
        Map<Integer, Long> stored = new HashMap<>();
        for (int bucket = lowest; bucket <= highest && heaviest > 0; bucket++) {
            long weight = (long) Math.floor(weights[bucket] * (Checkpoint.HEAVIEST / heaviest) + 0.5);
            if (weight > 0) {
                stored.put(bucket, weight);
            }
        }
        return new Checkpoint(total, stored, Optional.empty());
    }

    /** Refuses buckets that there are not and weights below 0: a checkpoint of another shape is not this history. */
    public static Histogram of(Buckets buckets, Checkpoint checkpoint) {
        require(
                checkpoint.total() >= 0 && Double.isFinite(checkpoint.total()),
                "total",
                checkpoint.total(),
                "a number of at least 0");
        double sum = 0;
        for (Map.Entry<Integer, Long> entry : checkpoint.weights().entrySet()) {
            int bucket = entry.getKey();
            require(
                    bucket >= 0 && bucket < buckets.count(),
                    "weights: bucket",
                    bucket,
                    "between 0 and " + (buckets.count() - 1));
            require(entry.getValue() >= 0, "weights[" + bucket + "]", entry.getValue(), "at least 0");
            sum += entry.getValue();
        }
        Histogram loaded = new Histogram(buckets);
        if (sum > 0) {
            for (Map.Entry<Integer, Long> entry : checkpoint.weights().entrySet()) {
                loaded.weights[entry.getKey()] = entry.getValue() * (checkpoint.total() / sum);
                loaded.lowest = Math.min(loaded.lowest, entry.getKey());
                loaded.highest = Math.max(loaded.highest, entry.getKey());
            }
            loaded.total = checkpoint.total();
        }
        return loaded;
    }

    private void shrinkRange() {
        while (weights[lowest] < buckets.epsilon() && lowest < weights.length - 1) {
            lowest++;
        }
        while (weights[highest] < buckets.epsilon() && highest > 0) {
            highest--;
        }
    }

    private static boolean isUsable(double value, double weight) {
        return Double.isFinite(value) && Double.isFinite(weight) && weight >= 0;
    }

    private static void require(boolean met, String name, Object value, String rule) {
        if (!met) {
            throw new IllegalArgumentException("%s = %s: must be %s".formatted(name, value, rule));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Histogram that
                && buckets.equals(that.buckets)
                && total == that.total
                && Arrays.equals(weights, that.weights);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(weights);
    }

    @Override
    public String toString() {
        return "p50 %s, p90 %s, p95 %s of weight %s"
                .formatted(percentile(0.5), percentile(0.9), percentile(0.95), total);
    }
}
