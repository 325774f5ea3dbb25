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
 */
public record ValidationConfig(
        Duration settle, Duration window, Duration maxDuration, double spread, int maxFailedTrials) {}
