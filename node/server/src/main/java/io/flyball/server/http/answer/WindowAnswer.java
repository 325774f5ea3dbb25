package io.flyball.server.http.answer;

import io.flyball.protocol.model.PerformanceMetrics;

/** Mean of one window; a field that was not measured is absent. */
public record WindowAnswer(
        Double throughput, Double latencyP99, Double errorRate, Double cpu, Double rss, int samples) {
    static WindowAnswer of(PerformanceMetrics window) {
        return new WindowAnswer(
                Numbers.orAbsent(window.throughput()),
                Numbers.orAbsent(window.latencyP99()),
                Numbers.orAbsent(window.errorRate()),
                Numbers.orAbsent(window.cpu()),
                Numbers.orAbsent(window.rss()),
                window.samples());
    }
}
