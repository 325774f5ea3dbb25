package io.flyball.policy.capacity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is remembered of a service to learn its capacity: sums per block of time and per count of instances, never the
 * points themselves. Immutable; at most {@value #BLOCKS} blocks and {@value #COUNTS} counts.
 *
 * <p>Blocks start short; when all are full, neighbours are merged and new ones last twice as long, until the longest
 * length, from which on the oldest is forgotten. Blocks also give an honest interval: neighbouring points resemble each
 * other, blocks much less. A few of the newest are kept short beside them, to notice when the service has changed.
 */
public final class CapacityMemory {
    static final int BLOCKS = 24;
    static final int COUNTS = 48;
    static final int RECENT = 5;

    private static final int EXACT_COUNTS = 16;
    private static final double MOST_PER_COUNT = 500;
    private static final double TRUSTED_POINTS = 20;
    private static final double HUBER = 2.5;
    private static final double FAR = 4;
    private static final double LEAST_WEIGHT = 0.01;

    private final CapacitySettings settings;
    private final Duration length;
    private final List<Block> blocks;
    private final List<Block> recent;
    private final NavigableMap<Integer, CountSums> counts;
    private final int instances;
    private final Optional<Instant> changedAt;

    /** Points seen with about {@code instances} of them. */
    record CountSums(double instances, Sums sums) {}

    private CapacityMemory(
            CapacitySettings settings,
            Duration length,
            List<Block> blocks,
            List<Block> recent,
            NavigableMap<Integer, CountSums> counts,
            int instances,
            Optional<Instant> changedAt) {
        this.settings = settings;
        this.length = length;
        this.blocks = List.copyOf(blocks);
        this.recent = List.copyOf(recent);
        this.counts = counts;
        this.instances = instances;
        this.changedAt = changedAt;
    }

    public static CapacityMemory empty(CapacitySettings settings) {
        return new CapacityMemory(
                settings, settings.block(), List.of(), List.of(), new TreeMap<>(), 0, Optional.empty());
    }

    /** One more window; one that is no number, saturated or of instances that just started changes no estimate. */
    public CapacityMemory plus(CapacityPoint point) {
        boolean wentBack = changedAt.filter(point.at()::isBefore).isPresent();
        if (point.instances() != instances || changedAt.isEmpty() || wentBack) {
            return new CapacityMemory(
                    settings, length, blocks, recent, counts, point.instances(), Optional.of(point.at()));
        }
        Duration since = Duration.between(changedAt.get(), point.at());
        if (since.compareTo(settings.settle()) < 0 || !point.isUsable(settings.signal())) {
            return this;
        }
        double y = settings.signal().linear(point.signal());
        double weight = weight(point.perInstance(), y);
        List<Block> newest = Block.with(recent, settings.block(), point, y, 1);
        List<Block> kept = newest.subList(Math.max(0, newest.size() - RECENT), newest.size());
        return new CapacityMemory(
                        settings,
                        length,
                        Block.with(blocks, length, point, y, weight),
                        kept,
                        counting(point.perInstance(), y, weight),
                        instances,
                        changedAt)
                .compacted()
                .withoutPast();
    }

    /** What is known now. */
    public LearnedCapacity learn() {
        return CapacityEstimate.of(settings, blocks, counts.values());
    }

    private NavigableMap<Integer, CountSums> counting(double x, double y, double weight) {
        NavigableMap<Integer, CountSums> next = new TreeMap<>(counts);
        next.merge(bucket(instances), new CountSums(instances, Sums.NONE.plus(x, y, weight)), CapacityMemory::merged);
        if (next.size() > COUNTS) {
            next.pollFirstEntry();
        }
        return next;
    }

    /** Far from what is known counts for less, very far for almost nothing: a pause of the collector moves nothing. */
    private double weight(double x, double y) {
        Sums all = Block.total(blocks);
        if (all.n() < TRUSTED_POINTS) {
            return 1;
        }
        Line line = CapacityEstimate.line(settings, all);
        double limit = HUBER * Math.max(line.residual(all), 0.02 * all.meanY());
        double off = Math.abs(y - line.at(x));
        return off <= limit ? 1 : off <= FAR * limit ? limit / off : LEAST_WEIGHT;
    }

    private CapacityMemory compacted() {
        if (blocks.size() <= BLOCKS) {
            return this;
        }
        return length.multipliedBy(2).compareTo(settings.longestBlock()) > 0
                ? with(length, blocks.subList(1, blocks.size()), counts)
                : with(length.multipliedBy(2), Block.pairs(blocks), counts);
    }

    /** A service that has changed is learned anew from what it did since. */
    private CapacityMemory withoutPast() {
        return recent.size() == RECENT && CapacityEstimate.isAnother(settings, blocks, recent)
                ? with(settings.block(), recent, new TreeMap<>())
                : this;
    }

    private CapacityMemory with(
            Duration otherLength, List<Block> otherBlocks, NavigableMap<Integer, CountSums> otherCounts) {
        return new CapacityMemory(settings, otherLength, otherBlocks, recent, otherCounts, instances, changedAt);
    }

    /** Halved when full, so that what is new keeps its say. */
    private static CountSums merged(CountSums known, CountSums one) {
        Sums old = known.sums().n() >= MOST_PER_COUNT ? known.sums().times(0.5) : known.sums();
        double share = one.sums().n() / (old.n() + one.sums().n());
        return new CountSums(known.instances() + share * (one.instances() - known.instances()), old.plus(one.sums()));
    }

    private static int bucket(int instances) {
        return instances <= EXACT_COUNTS
                ? instances
                : EXACT_COUNTS + (int) Math.ceil(Math.log(instances / (double) EXACT_COUNTS) / Math.log(1.25));
    }
}
