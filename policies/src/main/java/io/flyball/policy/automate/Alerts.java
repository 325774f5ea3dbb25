package io.flyball.policy.automate;

import io.flyball.policy.automate.Alert.Phase;
import io.flyball.policy.automate.AlertEvent.Change;
import io.flyball.protocol.model.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Alerts of one service. Immutable; each step answers the next alerts and what changed.
 *
 * <pre>
 *            broken                  lasting
 * (none) ------------> PENDING -------------------> FIRING
 *    ^                    |                            |
 *    +-- not broken ------+                            |
 *    +-- at the clear value ---------------------------+
 * </pre>
 *
 * A missing reading changes neither phase: absent is not resolved, and it does not fire. It is told once, and time without
 * readings does not count towards {@code lasting}.
 */
public record Alerts(SortedMap<Key, Alert> active, boolean full) {
    /** Most alerts that are kept; further ones are told once as dropped. */
    public static final int MOST = 1_000;

    public static final Alerts NONE = new Alerts(new TreeMap<>(), false);

    /** Which rule, for what. */
    public record Key(String rule, String subject) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byRule = rule.compareTo(other.rule);
            return byRule != 0 ? byRule : subject.compareTo(other.subject);
        }
    }

    public Alerts {
        active = Collections.unmodifiableSortedMap(new TreeMap<>(active));
    }

    /**
     * @param readings newest fresh values by subject and metric; a subject that exists without readings has an empty map,
     *     one that is gone is absent. What is not finite counts as missing
     */
    public Step<Alerts, AlertEvent> step(
            Instant now, List<AlertRule> rules, Map<String, Map<String, Double>> readings) {
        Turn turn = new Turn(now, new TreeMap<>(active), full);
        Set<Key> judged = new HashSet<>();
        for (AlertRule rule : rules) {
            for (String subject : new TreeMap<>(readings).keySet()) {
                Key key = new Key(rule.toString(), subject);
                if (judged.add(key)) {
                    Double value = readings.get(subject).get(rule.metric());
                    turn.judge(key, rule, value == null ? Double.NaN : value);
                }
            }
        }
        turn.endAllBut(judged, readings.keySet());
        return new Step<>(new Alerts(turn.alerts, turn.full), turn.events);
    }

    public List<Alert> firing() {
        return active.values().stream()
                .filter(alert -> alert.phase() == Phase.FIRING)
                .toList();
    }

    /** One step while it is taken. */
    private static final class Turn {
        private final Instant now;
        private final SortedMap<Key, Alert> alerts;
        private final List<AlertEvent> events = new ArrayList<>();
        private boolean full;

        private Turn(Instant now, SortedMap<Key, Alert> alerts, boolean full) {
            this.now = now;
            this.alerts = alerts;
            this.full = full && alerts.size() >= MOST;
        }

        private void judge(Key key, AlertRule rule, double value) {
            Alert alert = alerts.get(key);
            if (!Double.isFinite(value)) {
                if (alert != null && alert.silentSince().isEmpty()) {
                    alerts.put(key, alert.silent(now));
                    tell(alert, Change.SILENT, Double.NaN, "no reading: it stays " + words(alert.phase()));
                }
                return;
            }
            if (alert == null) {
                begin(key, rule, value);
                return;
            }
            Alert heard = heard(alert.of(rule), value); // its duration may be another now
            alerts.put(key, heard);
            if (heard.phase() == Phase.PENDING) {
                pending(key, heard);
            } else if (rule.isCleared(value)) {
                alerts.remove(key);
                tell(
                        heard,
                        Change.RESOLVED,
                        value,
                        "%s is at the clear value %s after %s"
                                .formatted(
                                        AlertRule.show(value), AlertRule.show(rule.clear()), span(heard.since(), now)));
            }
        }

        private void begin(Key key, AlertRule rule, double value) {
            if (!rule.isBroken(value)) {
                return;
            }
            Alert alert = new Alert(rule, key.subject(), Phase.PENDING, now, value, Optional.empty());
            if (alerts.size() >= MOST) {
                if (!full) {
                    tell(alert, Change.DROPPED, value, "%d alerts are active already".formatted(MOST));
                }
                full = true;
                return;
            }
            alerts.put(key, alert);
            if (!rule.lasting().isZero()) {
                tell(
                        alert,
                        Change.PENDING,
                        value,
                        "%s is %s %s, fires after %s"
                                .formatted(
                                        AlertRule.show(value),
                                        rule.above() ? "above" : "below",
                                        AlertRule.show(rule.value()),
                                        words(rule.lasting())));
            }
            pending(key, alert);
        }

        private void pending(Key key, Alert alert) {
            AlertRule rule = alert.rule();
            Duration broken = Duration.between(alert.since(), now);
            if (!rule.isBroken(alert.last())) {
                alerts.remove(key);
                tell(
                        alert,
                        Change.CALMED,
                        alert.last(),
                        "%s after %s, before it had lasted %s"
                                .formatted(AlertRule.show(alert.last()), words(broken), words(rule.lasting())));
            } else if (broken.compareTo(rule.lasting()) >= 0) {
                alerts.put(key, alert.firing(alert.last()));
                tell(
                        alert,
                        Change.FIRING,
                        alert.last(),
                        "%s is %s %s for %s"
                                .formatted(
                                        AlertRule.show(alert.last()),
                                        rule.above() ? "above" : "below",
                                        AlertRule.show(rule.value()),
                                        words(broken)));
            }
        }

        /** With a reading again: a pending alert's time goes on where it stood. A clock that went back starts anew. */
        private Alert heard(Alert alert, double value) {
            Instant since = alert.since().isAfter(now) ? now : alert.since();
            if (alert.silentSince().isEmpty()) {
                return alert.reading(since, value);
            }
            Instant silent = alert.silentSince().get();
            Duration gap = silent.isBefore(now) ? Duration.between(silent, now) : Duration.ZERO;
            tell(
                    alert,
                    Change.HEARD,
                    value,
                    "%s, after %s without a reading".formatted(AlertRule.show(value), words(gap)));
            Instant shifted = since.plus(gap);
            return alert.reading(
                    alert.phase() == Phase.PENDING ? (shifted.isAfter(now) ? now : shifted) : since, value);
        }

        private void endAllBut(Set<Key> judged, Set<String> subjects) {
            for (Key key : List.copyOf(alerts.keySet())) {
                if (!judged.contains(key)) {
                    Alert alert = alerts.remove(key);
                    boolean here = subjects.contains(key.subject());
                    tell(
                            alert,
                            Change.ENDED,
                            Double.NaN,
                            here
                                    ? "the policy has no such rule any more"
                                    : alert.subject() + " is gone: ended, not resolved");
                }
            }
        }

        private void tell(Alert alert, Change change, double value, String reason) {
            String what = alert.rule() + (alert.subject().isEmpty() ? "" : " on " + alert.subject());
            events.add(new AlertEvent(now, alert.rule(), alert.subject(), change, value, what + ": " + reason));
        }

        private static String words(Phase phase) {
            return phase == Phase.FIRING ? "firing, absent is not resolved" : "pending, absent does not fire";
        }

        private static String span(Instant from, Instant to) {
            return words(from.isBefore(to) ? Duration.between(from, to) : Duration.ZERO);
        }

        private static String words(Duration time) {
            return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
        }
    }
}
