package io.flyball.planner.service;

import io.flyball.protocol.model.DecisionRecord;
import java.time.Instant;

/**
 * A value that one node proved and that goes to the others, step by step.
 *
 * @param raises whether the proof was a larger value
 * @param since when it began; nodes that joined later are newcomers
 */
record Rollout(DecisionRecord.Kind kind, String knob, long value, boolean raises, Instant since, String why) {}
