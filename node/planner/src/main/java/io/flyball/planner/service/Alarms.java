package io.flyball.planner.service;

import io.flyball.policy.analyze.change.PageHinkley;
import io.flyball.policy.automate.AlertEvent;
import io.flyball.policy.automate.AlertEvent.Change;
import io.flyball.policy.automate.AlertRule;
import io.flyball.policy.automate.Alerts;
import io.flyball.policy.document.Policy;
import io.flyball.protocol.model.DecisionRecord.Kind;
import io.flyball.protocol.model.DecisionRecord.Outcome;
import io.flyball.protocol.model.MetricColumn;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Alerts of the policy, and levels that changed without anybody asking. */
final class Alarms {
    /** Subjects of alerts: the mean of the live nodes, and the node that reads most or least. */
    static final String SERVICE = "";

    static final String HIGHEST = "highest node";
    static final String LOWEST = "lowest node";

    private static final List<String> LEVELS = List.of(Metrics.LATENCY_P99, Metrics.ERROR_RATE);

    private Alarms() {}

    static void tick(Turn turn, Policy policy) {
        List<AlertRule> rules = policy.monitoring().allAlerts();
        Map<String, Map<String, Double>> readings = readings(turn, rules);
        Step<Alerts, AlertEvent> step = turn.watch.alerts().step(turn.now, rules, readings);
        turn.watch = turn.watch.alerts(step.next());
        step.effects().forEach(event -> tell(turn, event));
        levels(turn);
    }

    /** What every rule looks at, by subject and metric; a subject is there while there are nodes, measured or not. */
    static Map<String, Map<String, Double>> readings(Turn turn, List<AlertRule> rules) {
        Map<String, Map<String, Double>> readings = new HashMap<>();
        readings.put(SERVICE, new HashMap<>());
        for (AlertRule rule : rules) {
            readings.computeIfAbsent(rule.above() ? HIGHEST : LOWEST, subject -> new HashMap<>());
        }
        List<Node> live = turn.nodes.stream().filter(turn::isLive).toList();
        Instant from = turn.now.minus(turn.monitoring().staleAfter());
        for (String metric : new TreeSet<>(rules.stream().map(AlertRule::metric).toList())) {
            MetricColumn column = new MetricColumn(metric);
            DoubleSummaryStatistics values = live.stream()
                    .mapToDouble(node -> node.window().mean(column, from, turn.now))
                    .filter(Double::isFinite)
                    .summaryStatistics();
            if (values.getCount() > 0) {
                readings.get(SERVICE).put(metric, values.getAverage());
            }
            for (AlertRule rule : rules) {
                if (rule.metric().equals(metric) && values.getCount() > 0) {
                    readings.get(rule.above() ? HIGHEST : LOWEST)
                            .put(metric, rule.above() ? values.getMax() : values.getMin());
                }
            }
        }
        return readings;
    }

    /** Pending alerts and those that calmed are seen in the service's view; the rest is worth a record. */
    static void tell(Turn turn, AlertEvent event) {
        if (event.change() == Change.PENDING || event.change() == Change.CALMED) {
            return;
        }
        Map<String, Double> inputs =
                Double.isFinite(event.reading()) ? Map.of(event.rule().metric(), event.reading()) : Map.of();
        turn.decide(
                Kind.ALERT,
                event.rule().metric(),
                List.of(),
                "",
                event.change().toString(),
                List.of(event.reason()),
                inputs,
                Outcome.TOLD,
                0);
    }

    private static void levels(Turn turn) {
        Map<String, PageHinkley> next = new HashMap<>(turn.watch.levels());
        Instant from = turn.now.minus(turn.monitoring().interval());
        List<Node> serving = turn.nodes.stream().filter(turn::isServing).toList();
        for (String metric : new TreeSet<>(LEVELS)) {
            MetricColumn column = new MetricColumn(metric);
            double mean = serving.stream()
                    .mapToDouble(node -> node.window().mean(column, from, turn.now))
                    .filter(Double::isFinite)
                    .average()
                    .orElse(Double.NaN);
            PageHinkley.Seen seen = next.getOrDefault(metric, PageHinkley.start(PageHinkley.Settings.DEFAULTS))
                    .observe(mean);
            next.put(metric, seen.next());
            seen.alarm().filter(PageHinkley.Alarm::rising).ifPresent(alarm -> degraded(turn, metric, alarm));
        }
        turn.watch = turn.watch.levels(next);
    }

    private static void degraded(Turn turn, String metric, PageHinkley.Alarm alarm) {
        List<String> reasons = new ArrayList<>();
        reasons.add("%s rose: %s".formatted(metric, alarm.reason()));
        Optional<Instant> last = turn.scaling.lastChange();
        turn.trial.ifPresent(trial -> reasons.add("on trial meanwhile: " + trial.subject()));
        last.ifPresent(at -> reasons.add("the count last changed at " + at));
        turn.decide(
                Kind.ALERT,
                metric,
                List.of(),
                "%.4g".formatted(alarm.before()),
                "%.4g".formatted(alarm.after()),
                reasons,
                Map.of("before", alarm.before(), "after", alarm.after()),
                Outcome.TOLD,
                0);
    }
}
