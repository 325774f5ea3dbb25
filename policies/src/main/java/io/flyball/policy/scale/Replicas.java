package io.flyball.policy.scale;

import io.flyball.policy.scale.ReadingMean.Mean;
import io.flyball.policy.scale.Sizing.Cause;
import io.flyball.policy.scale.Sizing.Sized;
import io.flyball.policy.scale.Sizing.Unsized;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * HPA v2's replica calculator for readings per instance: {@code desired = ceil(ratio * ready)}, damped by instances that
 * are missing or unready.
 *
 * <p>Example: 4 ready instances at 83 % of their request, target 60 %: ratio 83/60 = 1.38, ceil(5.53) = 6. With one more
 * that is unready, it counts as idle: (4*83+0)/5 = 66 %, ratio 1.1 is within 10 %, keep.
 */
public final class Replicas {
    private Replicas() {}

    /** Utilization target of a resource or of one container's resource: percent of the request. */
    public static Sizing utilization(int current, long targetPercent, PodGroups pods, Tolerance tolerance) {
        Optional<Sizing> unusable = unusable(pods, targetPercent).or(() -> withoutRequest(pods));
        return unusable.orElseGet(() -> size(current, pods, tolerance, new ReadingMean.Percent(targetPercent)));
    }

    /** AverageValue target of a resource or a pods metric, in thousandths of the unit. */
    public static Sizing average(int current, long target, PodGroups pods, Tolerance tolerance) {
        Optional<Sizing> unusable = unusable(pods, target);
        return unusable.orElseGet(() -> size(current, pods, tolerance, new ReadingMean.Average(target)));
    }

    private static Optional<Sizing> unusable(PodGroups pods, long target) {
        if (target <= 0) {
            return unsized(Cause.BAD_TARGET, "target = " + target + ": must be above 0");
        }
        if (pods.hasNoReadingAtAll()) {
            return unsized(
                    Cause.NO_READINGS, "no reading from any of " + pods.all().size() + " instances");
        }
        if (pods.all().isEmpty()) {
            return unsized(Cause.NO_INSTANCES, "no instances");
        }
        if (pods.ready().isEmpty() && pods.strangers().isEmpty()) {
            return unsized(
                    Cause.NONE_COUNTS,
                    "no reading that counts: of %d instances %d are not ready yet, %d have no reading, %d end"
                            .formatted(
                                    pods.all().size(),
                                    pods.unready().size(),
                                    pods.missing().size(),
                                    pods.ignored().size()));
        }
        return Optional.empty();
    }

    private static Optional<Sizing> withoutRequest(PodGroups pods) {
        return pods.all().stream()
                .filter(pod -> pod.request().isEmpty())
                .findFirst()
                .flatMap(pod -> unsized(Cause.NO_REQUEST, "instance " + pod.name() + " has no request"));
    }

    private static Optional<Sizing> unsized(Cause cause, String reason) {
        return Optional.of(new Unsized(cause, reason));
    }

    private static Sizing size(int current, PodGroups pods, Tolerance tolerance, ReadingMean target) {
        List<ReadingMean.Counted> counted = new ArrayList<>(pods.all().size());
        pods.ready().forEach(pod -> counted.add(target.counting(pod, pod.usage().orElse(0))));
        pods.strangers().forEach(value -> counted.add(target.stranger(value)));
        Optional<Mean> first = target.mean(counted);
        if (first.isEmpty()) {
            return new Unsized(Cause.ONLY_STRANGERS, "no reading is of a known instance");
        }
        Mean mean = first.get();
        if (target instanceof ReadingMean.Percent && mean.value() != (int) mean.value()) {
            return new Unsized(Cause.OUT_OF_RANGE, "utilization " + mean.value() + " % is out of range");
        }
        double ratio = mean.ratio(target);
        boolean growsWithUnready = !pods.unready().isEmpty() && ratio > 1;
        if (!growsWithUnready && pods.missing().isEmpty()) {
            return plain(current, mean, ratio, pods.ready().size(), tolerance);
        }
        List<String> notes = new ArrayList<>();
        if (!pods.missing().isEmpty() && ratio != 1) {
            pods.missing().forEach(pod -> counted.add(target.counting(pod, ratio < 1 ? target.assumed(pod) : 0)));
            notes.add(pods.missing().size() + " without a reading counted as " + (ratio < 1 ? "fully used" : "idle"));
        }
        if (growsWithUnready) {
            pods.unready().forEach(pod -> counted.add(target.counting(pod, 0)));
            notes.add(pods.unready().size() + " not yet ready counted as idle");
        }
        double dampedRatio = target.mean(counted).orElse(mean).ratio(target);
        return damped(current, mean, ratio, dampedRatio, counted.size(), tolerance, notes);
    }

    private static Sized plain(int current, Mean mean, double ratio, int ready, Tolerance tolerance) {
        return tolerance.isWithin(ratio)
                ? new Sized(current, mean.value(), mean.raw(), List.of(within(ratio)))
                : new Sized(ceil(ratio * ready), mean.value(), mean.raw(), List.of());
    }

    private static Sized damped(
            int current,
            Mean mean,
            double ratio,
            double dampedRatio,
            int counted,
            Tolerance tolerance,
            List<String> notes) {
        int wanted = ceil(dampedRatio * counted);
        if (tolerance.isWithin(dampedRatio)) {
            notes.add(within(dampedRatio));
            wanted = current;
        } else if ((ratio < 1 && dampedRatio > 1) || (ratio > 1 && dampedRatio < 1)) {
            notes.add("with them the direction reverses, so keep");
            wanted = current;
        } else if ((dampedRatio < 1 && wanted > current) || (dampedRatio > 1 && wanted < current)) {
            notes.add("the count of instances seen differs from the target, so keep");
            wanted = current;
        }
        return new Sized(wanted, mean.value(), mean.raw(), notes);
    }

    static String within(double ratio) {
        return String.format(Locale.ROOT, "ratio %.2f is within tolerance", ratio);
    }

    /** Rounds up; saturates; what is no number or negative asks for nothing. */
    static int ceil(double value) {
        return Math.max(0, (int) Math.ceil(value));
    }
}
