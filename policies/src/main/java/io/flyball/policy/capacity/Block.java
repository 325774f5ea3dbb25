package io.flyball.policy.capacity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The sums of one stretch of time.
 *
 * @param sums outliers count for less in them
 * @param points as they came
 * @param instances sum over the points
 */
record Block(Instant from, Sums sums, long points, double instances) {
    double meanInstances() {
        return instances / points;
    }

    /** {@code blocks} with one more point, in the last one while that is not {@code length} old. */
    static List<Block> with(List<Block> blocks, Duration length, CapacityPoint point, double y, double weight) {
        List<Block> next = new ArrayList<>(blocks);
        Block last = blocks.isEmpty() ? null : blocks.get(blocks.size() - 1);
        boolean isOpen =
                last != null && Duration.between(last.from(), point.at()).compareTo(length) < 0;
        Block grown = isOpen ? last : new Block(point.at(), Sums.NONE, 0, 0);
        Block added = new Block(
                grown.from(),
                grown.sums().plus(point.perInstance(), y, weight),
                grown.points() + 1,
                grown.instances() + point.instances());
        if (isOpen) {
            next.set(next.size() - 1, added);
        } else {
            next.add(added);
        }
        return next;
    }

    /** Neighbours made one; a last one without neighbour stays. */
    static List<Block> pairs(List<Block> blocks) {
        List<Block> merged = new ArrayList<>();
        for (int i = 0; i + 1 < blocks.size(); i += 2) {
            Block one = blocks.get(i);
            Block other = blocks.get(i + 1);
            merged.add(new Block(
                    one.from(),
                    one.sums().plus(other.sums()),
                    one.points() + other.points(),
                    one.instances() + other.instances()));
        }
        if (blocks.size() % 2 == 1) {
            merged.add(blocks.get(blocks.size() - 1));
        }
        return merged;
    }

    static Sums total(List<Block> blocks) {
        return blocks.stream().map(Block::sums).reduce(Sums.NONE, Sums::plus);
    }
}
