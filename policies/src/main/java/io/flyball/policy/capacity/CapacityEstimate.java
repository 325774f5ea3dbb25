package io.flyball.policy.capacity;

import io.flyball.policy.capacity.CapacityMemory.CountSums;
import io.flyball.policy.capacity.CapacitySettings.Signal;
import io.flyball.policy.capacity.LearnedCapacity.Learned;
import io.flyball.policy.capacity.LearnedCapacity.NotLearned;
import io.flyball.policy.capacity.UslFit.Fitted;
import io.flyball.policy.math.Quantiles;
import io.flyball.policy.math.StudentT;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Capacity is where the line of the load signal over throughput per instance reaches the target; its interval comes from
 * leaving out one block of time after the other (jackknife).
 *
 * <p>Example: 5 % of the processor without load and 0.134 % per request per second: 60 % are reached at
 * (0.60 - 0.05) / 0.00134 = 410 requests per second.
 */
final class CapacityEstimate {
    private static final int LEAST_BLOCKS = 5;
    private static final double REGIME_CHANGE = 0.15;
    private static final double ALIKE_COUNT = 0.25;
    private static final double OUTLIER = 5;
    private static final double MOST_OUTLIERS = 0.25;
    /** Below that spread of throughput the line cannot tell the idle share, so it goes through zero. */
    private static final double LEAST_SPREAD = 0.1;
    /** A load that never came this near to the target tells nothing about it. */
    private static final double NEAR = 0.5;
    /** So many deviations above the mean is what the load came to now and then. */
    private static final double HIGH = 1.5;

    /** Neighbouring blocks resemble each other a little: without this the intervals held the truth in 91 of 100 runs. */
    private static final double ALIKE = 1.25;

    private static final double GOOD_FIT = 0.9;

    private CapacityEstimate() {}

    static LearnedCapacity of(CapacitySettings settings, List<Block> blocks, Collection<CountSums> counts) {
        List<Block> kept = withoutOutliers(settings, blocks);
        long points = kept.stream().mapToLong(Block::points).sum();
        if (points < settings.leastPoints() || kept.size() < LEAST_BLOCKS) {
            return new NotLearned(String.format(
                    Locale.ROOT,
                    "%d points in %d blocks of time, at least %d in %d are needed",
                    points,
                    kept.size(),
                    settings.leastPoints(),
                    LEAST_BLOCKS));
        }
        Sums all = Block.total(kept);
        double target = settings.signal().linear(settings.target());
        Optional<String> far = tooFar(settings, all);
        if (far.isPresent()) {
            return new NotLearned(far.get());
        }
        Line line = line(settings, all);
        double capacity = line.reaches(target);
        boolean rises = settings.signal() == Signal.UTILIZATION ? line.slope() > 0 : line.slope() < 0;
        if (!rises || !(capacity > 0) || Double.isInfinite(capacity)) {
            return new NotLearned(String.format(
                    Locale.ROOT,
                    "%s does not rise with throughput (%.3g per request/s)",
                    settings.signal().name().toLowerCase(Locale.ROOT),
                    line.slope()));
        }
        return withInterval(settings, kept, all, capacity, points, scaling(settings, line, counts));
    }

    private static LearnedCapacity withInterval(
            CapacitySettings settings,
            List<Block> blocks,
            Sums all,
            double capacity,
            long points,
            Optional<Usl> scaling) {
        int count = blocks.size();
        double target = settings.signal().linear(settings.target());
        double[] others = blocks.stream()
                .mapToDouble(block -> line(settings, all.minus(block.sums())).reaches(target))
                .toArray();
        double mean = 0;
        for (double other : others) {
            mean += other / count;
        }
        double squares = 0;
        for (double other : others) {
            squares += (other - mean) * (other - mean);
        }
        double half = ALIKE * StudentT.quantile(0.975, count - 1) * Math.sqrt(squares * (count - 1) / count);
        String seen = settings.signal() == Signal.UTILIZATION
                ? String.format(Locale.ROOT, "%.0f %% utilization", settings.target() * 100)
                : String.format(Locale.ROOT, "%.0f ms", settings.target() * 1000);
        Learned learned = new Learned(
                capacity, Math.max(0, capacity - half), capacity + half, settings.target(), points, seen, scaling);
        return half <= settings.widest() * capacity
                ? learned
                : new NotLearned("too uncertain yet, would be " + learned.verdict());
    }

    /** With enough spread both ends are free; else, or when idle would cost less than nothing, through zero. */
    static Line line(CapacitySettings settings, Sums sums) {
        Line free = Line.through(sums);
        if (settings.signal() == Signal.LATENCY) {
            return free;
        }
        boolean isSteady = !(sums.spreadX() >= LEAST_SPREAD) || !Double.isFinite(free.slope());
        return isSteady || free.intercept() < 0 ? Line.from(0, sums) : free;
    }

    private static Optional<String> tooFar(CapacitySettings settings, Sums all) {
        boolean rising = settings.signal() == Signal.UTILIZATION;
        double highest = all.meanY() + (rising ? 1 : -1) * HIGH * all.deviationY();
        double nearest = rising ? highest : 1 / Math.max(Double.MIN_NORMAL, highest);
        return nearest >= NEAR * settings.target()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        rising
                                ? "utilization hardly came above %.0f %%, too far from the target of %.0f %%"
                                : "latency hardly came above %.3f s, too far from the target of %.3f s",
                        nearest * (rising ? 100 : 1),
                        settings.target() * (rising ? 100 : 1)));
    }

    /** Whether each of the newest short blocks says another capacity than before, with about as many instances. */
    static boolean isAnother(CapacitySettings settings, List<Block> blocks, List<Block> recent) {
        Instant since = recent.get(0).from();
        List<Block> past =
                blocks.stream().filter(block -> block.from().isBefore(since)).toList();
        if (past.size() < LEAST_BLOCKS) {
            return false;
        }
        Line line = line(settings, Block.total(past));
        double before = Quantiles.median(each(settings, past, line));
        double usual =
                Quantiles.median(past.stream().mapToDouble(Block::meanInstances).toArray());
        boolean alike = recent.stream().allMatch(block -> Math.abs(block.meanInstances() / usual - 1) <= ALIKE_COUNT);
        double[] now = each(settings, recent, line);
        return alike
                && (Arrays.stream(now).allMatch(one -> one > before * (1 + REGIME_CHANGE))
                        || Arrays.stream(now).allMatch(one -> one < before * (1 - REGIME_CHANGE)));
    }

    private static List<Block> withoutOutliers(CapacitySettings settings, List<Block> blocks) {
        if (blocks.size() < LEAST_BLOCKS) {
            return blocks;
        }
        double[] each = each(settings, blocks, line(settings, Block.total(blocks)));
        double middle = Quantiles.median(each);
        double spread = Math.max(Quantiles.spread(each), 0.02 * Math.abs(middle));
        List<Block> kept = new ArrayList<>();
        for (int i = 0; i < each.length; i++) {
            if (Math.abs(each[i] - middle) <= OUTLIER * spread) {
                kept.add(blocks.get(i));
            }
        }
        return blocks.size() - kept.size() <= MOST_OUTLIERS * blocks.size() ? kept : blocks;
    }

    /** The capacity that each block alone says, given what idle costs. */
    private static double[] each(CapacitySettings settings, List<Block> blocks, Line common) {
        double target = settings.signal().linear(settings.target());
        return blocks.stream()
                .mapToDouble(
                        block -> Line.from(common.intercept(), block.sums()).reaches(target))
                .toArray();
    }

    /** The line of some points alone where they are spread enough, else with the common idle share. */
    private static Line of(Sums sums, Line common) {
        Line own = Line.through(sums);
        return sums.spreadX() >= LEAST_SPREAD && own.intercept() * common.intercept() >= 0
                ? own
                : Line.from(common.intercept(), sums);
    }

    /** Capacity of all instances together over their count, where the counts differ enough. */
    private static Optional<Usl> scaling(CapacitySettings settings, Line common, Collection<CountSums> counts) {
        double target = settings.signal().linear(settings.target());
        List<UslFit.Point> points = counts.stream()
                .filter(count -> count.sums().n() >= settings.leastPoints() / 3.0)
                .map(count -> new UslFit.Point(
                        count.instances(),
                        count.instances() * of(count.sums(), common).reaches(target)))
                .toList();
        double least = points.stream().mapToDouble(UslFit.Point::n).min().orElse(1);
        double most = points.stream().mapToDouble(UslFit.Point::n).max().orElse(1);
        if (points.size() < 4 || most < 2 * least) {
            return Optional.empty();
        }
        return UslFit.of(points) instanceof Fitted fitted && fitted.rSquared() >= GOOD_FIT
                ? Optional.of(fitted.usl())
                : Optional.empty();
    }
}
