package io.flyball.policy.guard;

import java.time.Duration;
import java.util.Optional;

/** One kind of change at a time: two at once could not be told apart by what they did. */
public final class OneChange {
    private OneChange() {}

    /**
     * Why the instance count must not change now.
     *
     * @param trial subject of the trial that is being judged
     * @param age of it
     * @param maxDuration after this growth no longer waits for the verdict
     */
    public static Optional<String> instances(
            Optional<String> trial, Duration age, Duration maxDuration, boolean grows) {
        if (trial.isEmpty() || (grows && age.compareTo(maxDuration) > 0)) {
            return Optional.empty();
        }
        return Optional.of("a trial of %s is being judged since %d s: %s"
                .formatted(
                        trial.get(),
                        age.toSeconds(),
                        grows ? "growth waits for its verdict" : "nothing shrinks meanwhile"));
    }

    /** Why no trial may begin now. */
    public static Optional<String> trial(boolean instancesMoving) {
        return instancesMoving
                ? Optional.of("instances are starting or stopping: a trial could not be judged")
                : Optional.empty();
    }
}
