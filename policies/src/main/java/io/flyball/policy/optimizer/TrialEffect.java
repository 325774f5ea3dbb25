package io.flyball.policy.optimizer;

import io.flyball.policy.validate.NodeSamples;
import java.util.List;

/**
 * What a trial showed.
 *
 * @param treated nodes that were changed, before and after
 * @param peers nodes that were changed in neither window
 * @param expected samples that a complete window of one node has
 */
public record TrialEffect(NodeRecommendation tried, List<BeforeAfter> treated, List<BeforeAfter> peers, int expected) {
    /** One node in the window before the change and in the window after it had settled. */
    public record BeforeAfter(NodeWindow before, NodeWindow after) {}

    public TrialEffect {
        treated = List.copyOf(treated);
        peers = List.copyOf(peers);
    }

    /** In the form that {@code policy.validate} judges. */
    public List<NodeSamples> treatedSamples() {
        return samples(treated);
    }

    public List<NodeSamples> peerSamples() {
        return samples(peers);
    }

    private static List<NodeSamples> samples(List<BeforeAfter> nodes) {
        return nodes.stream()
                .map(node -> new NodeSamples(
                        node.after().id().value(),
                        node.before().samples(),
                        node.after().samples()))
                .toList();
    }
}
