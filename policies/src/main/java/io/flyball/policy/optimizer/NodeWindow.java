package io.flyball.policy.optimizer;

import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.Setting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One node as an optimizer sees it. Missing numbers are NaN, never zero.
 *
 * @param jvm as the agent described it, e.g. {@code 17.0.15 G1 pid 4711}
 * @param unchangedSince when it joined or one of its settings last changed: samples from before tell of another node
 * @param samples oldest first
 * @param capabilities knobs that the node was probed for
 * @param inForce settings written by a planner
 */
public record NodeWindow(
        NodeId id,
        String jvm,
        Instant unchangedSince,
        List<Sample> samples,
        List<Capability> capabilities,
        InForce inForce) {
    public NodeWindow {
        samples = List.copyOf(samples);
        capabilities = List.copyOf(capabilities);
    }

    /** Values of a metric, oldest first, one per sample; NaN where it was not measured. */
    public double[] series(String metric) {
        return samples.stream()
                .mapToDouble(sample -> sample.value(metric).orElse(Double.NaN))
                .toArray();
    }

    /** Mean of what was measured; NaN when nothing was, or nothing that can be summed. */
    public double mean(String metric) {
        double mean = samples.stream()
                .mapToDouble(sample -> sample.value(metric).orElse(Double.NaN))
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
        return Double.isFinite(mean) ? mean : Double.NaN;
    }

    /** From the newest sample; NaN when it lacks the metric. */
    public double newest(String metric) {
        return samples.isEmpty()
                ? Double.NaN
                : samples.get(samples.size() - 1).value(metric).orElse(Double.NaN);
    }

    /** The same node with the samples of the last {@code span} before {@code at} only. */
    public NodeWindow last(Duration span, Instant at) {
        return between(at.minus(span), at);
    }

    /** The same node with the samples of {@code from < tick <= to} only. */
    public NodeWindow between(Instant from, Instant to) {
        List<Sample> kept = samples.stream()
                .filter(sample -> sample.at().isAfter(from) && !sample.at().isAfter(to))
                .toList();
        return new NodeWindow(id, jvm, unchangedSince, kept, capabilities, inForce);
    }

    public Optional<Capability> capability(String knob) {
        return capabilities.stream().filter(has -> has.knob().equals(knob)).findFirst();
    }

    /** What the knob is set to now: on trial, else in force, else as probed; empty when the node has no such knob. */
    public OptionalLong value(String knob) {
        for (List<Setting> settings : List.of(inForce.trial(), inForce.settings())) {
            for (Setting setting : settings) {
                if (setting.knob().equals(knob)) {
                    return OptionalLong.of(setting.value());
                }
            }
        }
        return capability(knob).map(has -> OptionalLong.of(has.current())).orElse(OptionalLong.empty());
    }
}
