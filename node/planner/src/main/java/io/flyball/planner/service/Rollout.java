package io.flyball.planner.service;

import io.flyball.protocol.model.DecisionRecord;

/**
 * A value that one node proved and that goes to the others, step by step.
 *
 * @param raises whether the proof was a larger value
 */
record Rollout(DecisionRecord.Kind kind, String knob, long value, boolean raises, String why) {}
