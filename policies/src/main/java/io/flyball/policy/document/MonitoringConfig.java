package io.flyball.policy.document;

import io.flyball.policy.automate.AlertRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * @param interval time between two decisions of the planner
 * @param staleAfter a sample older than this counts as missing
 * @param retention how long history is kept
 * @param alertThresholds metric to value above which an alert is due: the simple form
 * @param alerts with duration and hysteresis
 */
public record MonitoringConfig(
        Duration interval,
        Duration staleAfter,
        Duration retention,
        Map<String, Double> alertThresholds,
        List<AlertRule> alerts) {
    public MonitoringConfig {
        alertThresholds = Map.copyOf(alertThresholds);
        alerts = List.copyOf(alerts);
    }

    public MonitoringConfig(
            Duration interval, Duration staleAfter, Duration retention, Map<String, Double> alertThresholds) {
        this(interval, staleAfter, retention, alertThresholds, List.of());
    }

    /** {@link #alerts}, and the simple form with the default duration and hysteresis; ordered by metric. */
    public List<AlertRule> allAlerts() {
        List<AlertRule> all = new ArrayList<>(alerts);
        new TreeMap<>(alertThresholds)
                .forEach((metric, value) -> all.add(new AlertRule(
                        metric, true, value, PolicyDefaults.ALERT_FOR, PolicyDefaults.clear(true, value))));
        return List.copyOf(all);
    }
}
