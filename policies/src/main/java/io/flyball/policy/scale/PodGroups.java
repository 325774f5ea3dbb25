package io.flyball.policy.scale;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Instances sorted by what their readings are worth, as HPA's {@code groupPods} does.
 *
 * @param all every instance that was asked for, also those that do not count
 * @param ready they have a reading that counts
 * @param unready they start: no reason to grow further, and no reason to shrink
 * @param missing they should have a reading and have none
 * @param ignored they end or have ended
 * @param strangers readings of instances that nobody knows, in thousandths
 */
public record PodGroups(
        List<PodReading> all,
        List<PodReading> ready,
        List<PodReading> unready,
        List<PodReading> missing,
        List<PodReading> ignored,
        List<Long> strangers) {
    public PodGroups {
        all = List.copyOf(all);
        ready = List.copyOf(ready);
        unready = List.copyOf(unready);
        missing = List.copyOf(missing);
        ignored = List.copyOf(ignored);
        strangers = List.copyOf(strangers);
    }

    public static PodGroups of(Instant now, List<PodReading> pods, Readiness readiness) {
        List<PodReading> ready = new ArrayList<>(pods.size());
        List<PodReading> unready = new ArrayList<>();
        List<PodReading> missing = new ArrayList<>();
        List<PodReading> ignored = new ArrayList<>();
        for (PodReading pod : pods) {
            if (pod.life().isOver()) {
                ignored.add(pod);
            } else if (pod.life().phase() == PodLife.Phase.PENDING) {
                unready.add(pod);
            } else if (pod.usage().isEmpty()) {
                missing.add(pod);
            } else if (readiness.isUnready(pod.life(), now)) {
                unready.add(pod);
            } else {
                ready.add(pod);
            }
        }
        return new PodGroups(pods, ready, unready, missing, ignored, List.of());
    }

    /** With readings under names that are not among the instances. */
    public PodGroups withStrangers(List<Long> readings) {
        return new PodGroups(all, ready, unready, missing, ignored, readings);
    }

    boolean hasNoReadingAtAll() {
        return strangers.isEmpty() && all.stream().allMatch(pod -> pod.usage().isEmpty());
    }
}
