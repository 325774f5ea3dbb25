package io.flyball.policy.document;

import java.time.Duration;

/**
 * How a trial is judged.
 *
 * @param settle time after a change that is not looked at
 * @param window time before and after the change that is compared
 * @param maxDuration a trial that is still inconclusive then is undone
 * @param spread at most this share of the nodes is changed in one step after the first, [0, 1]
 * @param maxFailedTrials of one knob within a day; then that knob rests
 * @param mode which judge
 * @param falseRevertRate share of harmless changes that the sequential judge may revert, (0, 1)
 */
public record ValidationConfig(
        Duration settle,
        Duration window,
        Duration maxDuration,
        double spread,
        int maxFailedTrials,
        Mode mode,
        double falseRevertRate) {
    /** The sequential test of Flyball, or Kayenta's judge. */
    public enum Mode {
        SEQUENTIAL,
        KAYENTA
    }

    public ValidationConfig(
            Duration settle, Duration window, Duration maxDuration, double spread, int maxFailedTrials) {
        this(
                settle,
                window,
                maxDuration,
                spread,
                maxFailedTrials,
                PolicyDefaults.MODE,
                PolicyDefaults.FALSE_REVERT_RATE);
    }
}
