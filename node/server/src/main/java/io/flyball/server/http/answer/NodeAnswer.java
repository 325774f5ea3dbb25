package io.flyball.server.http.answer;

import io.flyball.protocol.message.ServiceProtocol.NodeView;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Setting;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One managed JVM.
 *
 * @param status {@code live, stale} or {@code gone}
 * @param inForce validated settings
 * @param trial settings on trial
 * @param sampledAt time of {@code metrics}
 */
public record NodeAnswer(
        String id,
        String service,
        String agent,
        String jvm,
        String status,
        Instant lastSeen,
        TokenAnswer token,
        long revision,
        Map<String, Long> inForce,
        Map<String, Long> trial,
        Optional<Instant> sampledAt,
        Map<String, Double> metrics) {
    public static NodeAnswer of(ServiceName service, NodeView node) {
        return new NodeAnswer(
                node.node().value(),
                service.value(),
                node.agent(),
                node.jvm(),
                node.status(),
                node.lastSeen(),
                TokenAnswer.of(node.inForce().token()),
                node.inForce().revision(),
                settings(node.inForce().settings()),
                settings(node.inForce().trial()),
                node.latest().map(Sample::at),
                node.latest().map(sample -> Numbers.finite(sample.values())).orElse(Map.of()));
    }

    private static Map<String, Long> settings(List<Setting> settings) {
        Map<String, Long> values = new TreeMap<>();
        settings.forEach(setting -> values.put(setting.knob(), setting.value()));
        return values;
    }
}
