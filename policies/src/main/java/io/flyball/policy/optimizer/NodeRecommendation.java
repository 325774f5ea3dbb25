package io.flyball.policy.optimizer;

import io.flyball.policy.validate.Question.Aim;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Recommendation;

/**
 * A recommendation for one node.
 *
 * @param aim what the trial must show: BETTER for a change that should speed the node up, NOT_WORSE for one that saves
 */
public record NodeRecommendation(NodeId node, Aim aim, Recommendation recommendation) {}
