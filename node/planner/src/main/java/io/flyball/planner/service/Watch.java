package io.flyball.planner.service;

import io.flyball.policy.analyze.bottleneck.Bottleneck;
import io.flyball.policy.analyze.change.PageHinkley;
import io.flyball.policy.automate.Alerts;
import io.flyball.policy.automate.Automation;
import io.flyball.protocol.message.ServiceProtocol.AlertView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is watched for people: alerts, what limits the service, sudden changes of its level, actions at set times.
 *
 * @param alerts pending and firing
 * @param automation where schedule and thresholds of the automation stand
 * @param limits what limited the service at the last look; empty: nothing, or not known
 * @param seen what the look before found, so that a single odd look is not told
 * @param lookedAt when bottlenecks were looked for
 * @param findings of that look, in words
 * @param levels detectors of a changed level, by metric
 */
record Watch(
        Alerts alerts,
        Automation automation,
        Optional<Bottleneck> limits,
        Optional<Bottleneck> seen,
        Instant lookedAt,
        List<String> findings,
        Map<String, PageHinkley> levels) {
    static final Watch NONE = new Watch(
            Alerts.NONE, Automation.NEW, Optional.empty(), Optional.empty(), Instant.EPOCH, List.of(), Map.of());

    Watch {
        findings = List.copyOf(findings);
        levels = Map.copyOf(levels);
    }

    /** Takes up where another planner left the actions at set times. */
    static Watch since(Optional<Instant> looked) {
        return looked.map(at -> NONE.automation(Automation.since(at))).orElse(NONE);
    }

    Watch alerts(Alerts next) {
        return new Watch(next, automation, limits, seen, lookedAt, findings, levels);
    }

    Watch automation(Automation next) {
        return new Watch(alerts, next, limits, seen, lookedAt, findings, levels);
    }

    Watch levels(Map<String, PageHinkley> next) {
        return new Watch(alerts, automation, limits, seen, lookedAt, findings, next);
    }

    /** After a look: what it saw counts once two looks agree. */
    Watch looked(Instant at, Optional<Bottleneck> saw, List<String> found) {
        return new Watch(alerts, automation, saw.equals(seen) ? saw : limits, saw, at, found, levels);
    }

    List<AlertView> alertViews() {
        return alerts.active().values().stream()
                .map(alert -> new AlertView(
                        alert.rule().toString(),
                        alert.subject(),
                        alert.phase().toString(),
                        alert.since(),
                        alert.last(),
                        alert.silentSince()))
                .toList();
    }
}
