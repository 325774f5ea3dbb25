package io.flyball.server.http.answer;

import io.flyball.protocol.message.ServiceProtocol.AlertView;
import io.flyball.protocol.model.ServiceName;
import java.time.Instant;
import java.util.Optional;

/**
 * A rule of the policy that is broken.
 *
 * @param subject of whom it speaks; absent: the mean of the service
 * @param phase {@code PENDING}: broken, but not for long enough; {@code FIRING}
 * @param since when it was first seen broken
 * @param last newest reading
 * @param silentSince no reading since then: the phase stays as it was
 */
public record AlertAnswer(
        String service,
        String rule,
        Optional<String> subject,
        String phase,
        Instant since,
        Double last,
        Optional<Instant> silentSince) {
    public static AlertAnswer of(ServiceName service, AlertView alert) {
        return new AlertAnswer(
                service.value(),
                alert.rule(),
                Optional.of(alert.subject()).filter(subject -> !subject.isEmpty()),
                alert.phase(),
                alert.since(),
                Numbers.orAbsent(alert.last()),
                alert.silentSince());
    }

    boolean firing() {
        return phase.equals("FIRING");
    }
}
