package io.flyball.policy.validate;

import io.flyball.protocol.model.Sample;
import java.util.List;

/** Samples of one node in the window before the change and in the window after it, oldest first. */
public record NodeSamples(String node, List<Sample> before, List<Sample> after) {
    public NodeSamples {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }
}
