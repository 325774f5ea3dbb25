package io.flyball.server.http.answer;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Alerts, firing ones first, then by service, rule and subject.
 *
 * @param incomplete whose alerts are not known now; absent when all planners answered
 */
public record AlertsAnswer(List<AlertAnswer> alerts, Optional<String> incomplete) {
    private static final Comparator<AlertAnswer> ORDER = Comparator.comparing((AlertAnswer alert) -> !alert.firing())
            .thenComparing(AlertAnswer::service)
            .thenComparing(AlertAnswer::rule)
            .thenComparing(alert -> alert.subject().orElse(""));

    /** @param silent services whose planner did not answer */
    public static AlertsAnswer of(Collection<AlertAnswer> alerts, List<String> silent) {
        return new AlertsAnswer(
                alerts.stream().sorted(ORDER).toList(),
                silent.isEmpty()
                        ? Optional.empty()
                        : Optional.of("no answer from the planner of " + String.join(", ", silent)));
    }
}
