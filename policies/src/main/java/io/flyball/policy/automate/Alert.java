package io.flyball.policy.automate;

import java.time.Instant;
import java.util.Optional;

/**
 * One rule that is broken for one subject.
 *
 * @param subject what the metric belongs to: a node, or the service
 * @param since when it was first seen broken; time without readings is not counted before it fires
 * @param last newest reading
 * @param silentSince since when readings are missing
 */
public record Alert(
        AlertRule rule, String subject, Phase phase, Instant since, double last, Optional<Instant> silentSince) {
    /** An alert that is neither does not exist. */
    public enum Phase {
        /** Broken, but not long enough. */
        PENDING,
        FIRING
    }

    Alert of(AlertRule newer) {
        return new Alert(newer, subject, phase, since, last, silentSince);
    }

    Alert firing(double reading) {
        return new Alert(rule, subject, Phase.FIRING, since, reading, Optional.empty());
    }

    Alert reading(Instant from, double reading) {
        return new Alert(rule, subject, phase, from, reading, Optional.empty());
    }

    Alert silent(Instant from) {
        return new Alert(rule, subject, phase, since, last, Optional.of(from));
    }
}
