package io.flyball.server.http.answer;

import io.flyball.protocol.message.ServiceProtocol.NodeView;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Setting;
import java.util.List;
import java.util.Optional;

/** What can be turned at one node, and by how much. */
public record KnobsAnswer(String service, String node, List<Knob> knobs) {
    /**
     * @param probed value when the agent found the knob
     * @param min lowest value that the agent's own envelope allows
     * @param note why it is unavailable, or which evidence proves an effect
     * @param inForce validated value; absent when it was never changed
     * @param trial value on trial; absent when none is
     */
    public record Knob(
            String knob,
            long probed,
            long min,
            long max,
            String unit,
            boolean available,
            String note,
            Optional<Long> inForce,
            Optional<Long> trial) {}

    public static KnobsAnswer of(ServiceName service, NodeView node) {
        return new KnobsAnswer(
                service.value(),
                node.node().value(),
                node.capabilities().stream().map(knob -> knob(knob, node)).toList());
    }

    private static Knob knob(Capability knob, NodeView node) {
        return new Knob(
                knob.knob(),
                knob.current(),
                knob.min(),
                knob.max(),
                knob.unit(),
                knob.available(),
                knob.note(),
                value(node.inForce().settings(), knob.knob()),
                value(node.inForce().trial(), knob.knob()));
    }

    private static Optional<Long> value(List<Setting> settings, String knob) {
        return settings.stream()
                .filter(setting -> setting.knob().equals(knob))
                .map(Setting::value)
                .findFirst();
    }
}
