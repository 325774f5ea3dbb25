package io.flyball.policy.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * HPA v2's replica calculator: {@code desired = ceil(ratio * ready)}, damped by instances that are missing or unready.
 *
 * <p>Example: 4 ready instances at 83 % of their request, target 60 %: ratio 83/60 = 1.38, ceil(5.53) = 6. With one more
 * that is unready, it counts as idle: (4*83+0)/5 = 66 %, ratio 1.1 is within 10 %, keep.
 */
public final class Replicas {
    private Replicas() {}

    /**
     * What the rule proposes.
     *
     * @param replicas wanted count
     * @param mean percent of the request for ratio targets, else thousandths of the unit
     * @param notes what the calculator did besides the plain formula, in words
     */
    public record Sized(int replicas, long mean, List<String> notes) {
        public Sized {
            notes = List.copyOf(notes);
        }
    }

    /** Utilization target: percent of the request. Empty when nothing was measured. */
    public static Optional<Sized> utilization(
            int current, long targetPercent, List<PodReading> pods, Tolerance tolerance) {
        return size(current, pods, tolerance, new Percent(targetPercent));
    }

    /** AverageValue target of a pods metric, in thousandths of the unit. Empty when nothing was measured. */
    public static Optional<Sized> average(int current, long target, List<PodReading> pods, Tolerance tolerance) {
        return size(current, pods, tolerance, new Average(target));
    }

    /** How counted instances become a mean, and what a missing one counts as when that could shrink the service. */
    private sealed interface Target {
        long value();

        long mean(List<Counted> counted);

        long assumed(PodReading missing);
    }

    private record Counted(long usage, long request) {}

    private record Percent(long value) implements Target {
        @Override
        public long mean(List<Counted> counted) {
            long usage = counted.stream().mapToLong(Counted::usage).sum();
            long request = counted.stream().mapToLong(Counted::request).sum();
            return usage * 100 / request; // an integer percent, as HPA has it
        }

        @Override
        public long assumed(PodReading missing) {
            return missing.request() * Math.max(100, value) / 100;
        }
    }

    private record Average(long value) implements Target {
        @Override
        public long mean(List<Counted> counted) {
            return counted.stream().mapToLong(Counted::usage).sum() / counted.size();
        }

        @Override
        public long assumed(PodReading missing) {
            return value;
        }
    }

    private static Optional<Sized> size(int current, List<PodReading> pods, Tolerance tolerance, Target target) {
        List<Counted> counted = new ArrayList<>();
        List<PodReading> missing = new ArrayList<>();
        List<PodReading> unready = new ArrayList<>();
        for (PodReading pod : pods) {
            if (!pod.ready()) {
                unready.add(pod);
            } else if (pod.usage().isEmpty()) {
                missing.add(pod);
            } else {
                counted.add(new Counted(pod.usage().getAsLong(), pod.request()));
            }
        }
        if (counted.isEmpty() || (target instanceof Percent && requests(counted) == 0)) {
            return Optional.empty();
        }
        long mean = target.mean(counted);
        double ratio = (double) mean / target.value();
        boolean growsWithUnready = !unready.isEmpty() && ratio > 1;
        if (!growsWithUnready && missing.isEmpty()) {
            return Optional.of(plain(current, mean, ratio, counted.size(), tolerance));
        }
        List<String> notes = new ArrayList<>();
        if (!missing.isEmpty() && ratio != 1) {
            missing.forEach(pod -> counted.add(new Counted(ratio < 1 ? target.assumed(pod) : 0, pod.request())));
            notes.add(missing.size() + " without a reading counted as " + (ratio < 1 ? "fully used" : "idle"));
        }
        if (growsWithUnready) {
            unready.forEach(pod -> counted.add(new Counted(0, pod.request())));
            notes.add(unready.size() + " not yet ready counted as idle");
        }
        return Optional.of(damped(current, mean, ratio, target, counted, tolerance, notes));
    }

    private static Sized plain(int current, long mean, double ratio, int ready, Tolerance tolerance) {
        if (tolerance.isWithin(ratio)) {
            return new Sized(current, mean, List.of(within(ratio)));
        }
        return new Sized(ceil(ratio * ready), mean, List.of());
    }

    private static Sized damped(
            int current,
            long mean,
            double ratio,
            Target target,
            List<Counted> counted,
            Tolerance tolerance,
            List<String> notes) {
        double dampedRatio = (double) target.mean(counted) / target.value();
        if (tolerance.isWithin(dampedRatio)) {
            notes.add(within(dampedRatio));
            return new Sized(current, mean, notes);
        }
        if ((ratio < 1 && dampedRatio > 1) || (ratio > 1 && dampedRatio < 1)) {
            notes.add("with them the direction reverses, so keep");
            return new Sized(current, mean, notes);
        }
        int wanted = ceil(dampedRatio * counted.size());
        if ((dampedRatio < 1 && wanted > current) || (dampedRatio > 1 && wanted < current)) {
            notes.add("the count of instances seen differs from the target, so keep");
            return new Sized(current, mean, notes);
        }
        return new Sized(wanted, mean, notes);
    }

    private static long requests(List<Counted> counted) {
        return counted.stream().mapToLong(Counted::request).sum();
    }

    private static String within(double ratio) {
        return String.format(Locale.ROOT, "ratio %.2f is within tolerance", ratio);
    }

    private static int ceil(double value) {
        return (int) Math.ceil(value); // saturates
    }
}
