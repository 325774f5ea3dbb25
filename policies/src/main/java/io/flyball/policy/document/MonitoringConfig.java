package io.flyball.policy.document;

import java.time.Duration;
import java.util.Map;

/**
 * @param interval time between two decisions of the planner
 * @param staleAfter a sample older than this counts as missing
 * @param retention how long history is kept
 * @param alertThresholds metric to value above which an alert is due
 */
public record MonitoringConfig(
        Duration interval, Duration staleAfter, Duration retention, Map<String, Double> alertThresholds) {
    public MonitoringConfig {
        alertThresholds = Map.copyOf(alertThresholds);
    }
}
