package io.flyball.planner.service;

import io.flyball.policy.analyze.bottleneck.Bottleneck;
import io.flyball.policy.analyze.change.PageHinkley;
import io.flyball.policy.automate.Alerts;
import io.flyball.policy.automate.Automation;
import io.flyball.policy.vertical.UsageHistory;
import io.flyball.protocol.message.ServiceProtocol.AlertView;
import java.time.Instant;
import java.util.ArrayList;
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
 * @param usage processor and memory that instances used, where the policy asks for it
 * @param usageAt when it was last added to
 * @param requests what it recommends, in words
 * @param optimizersDue automation said that the optimizers are to be asked
 */
record Watch(
        Alerts alerts,
        Automation automation,
        Optional<Bottleneck> limits,
        Optional<Bottleneck> seen,
        Instant lookedAt,
        List<String> findings,
        Map<String, PageHinkley> levels,
        Optional<UsageHistory> usage,
        Instant usageAt,
        List<String> requests,
        boolean optimizersDue) {
    static final Watch NONE = new Watch(
            Alerts.NONE,
            Automation.NEW,
            Optional.empty(),
            Optional.empty(),
            Instant.EPOCH,
            List.of(),
            Map.of(),
            Optional.empty(),
            Instant.EPOCH,
            List.of(),
            false);

    Watch {
        findings = List.copyOf(findings);
        levels = Map.copyOf(levels);
        requests = List.copyOf(requests);
    }

    /** Takes up where another planner left the actions at set times. */
    static Watch since(Optional<Instant> looked) {
        return looked.map(at -> NONE.automation(Automation.since(at))).orElse(NONE);
    }

    Watch alerts(Alerts next) {
        return new Watch(
                next, automation, limits, seen, lookedAt, findings, levels, usage, usageAt, requests, optimizersDue);
    }

    Watch automation(Automation next) {
        return new Watch(
                alerts, next, limits, seen, lookedAt, findings, levels, usage, usageAt, requests, optimizersDue);
    }

    Watch levels(Map<String, PageHinkley> next) {
        return new Watch(
                alerts, automation, limits, seen, lookedAt, findings, next, usage, usageAt, requests, optimizersDue);
    }

    /** After a look: what it saw counts once two looks agree. */
    Watch looked(Instant at, Optional<Bottleneck> saw, List<String> found) {
        return new Watch(
                alerts,
                automation,
                saw.equals(seen) ? saw : limits,
                saw,
                at,
                found,
                levels,
                usage,
                usageAt,
                requests,
                optimizersDue);
    }

    Watch usage(Instant at, UsageHistory next, List<String> recommended) {
        return new Watch(
                alerts,
                automation,
                limits,
                seen,
                lookedAt,
                findings,
                levels,
                Optional.of(next),
                at,
                recommended,
                optimizersDue);
    }

    Watch optimizersDue(boolean due) {
        return new Watch(alerts, automation, limits, seen, lookedAt, findings, levels, usage, usageAt, requests, due);
    }

    /** For people: what limits the service, then what its instances should ask for. */
    List<String> words() {
        List<String> words = new ArrayList<>(findings);
        requests.forEach(request -> words.add("requests: " + request));
        return words;
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
