package io.flyball.policy.validate;

import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.OptimizationFeedback;
import io.flyball.protocol.model.PerformanceMetrics;
import io.flyball.protocol.model.Verdict;
import java.util.List;

/**
 * What a change meant for performance, cost and reliability, each as a share, positive = better, NaN = not measured.
 *
 * <p>Performance: throughput beyond untouched peers; cost: memory saved on the treated nodes; reliability: errors avoided
 * beyond peers, as a share of all requests. Example: 195 -> 390 req/s, 1000 -> 900 MB, errors 0 -> 1 %: +1.0, +0.1, -0.01.
 */
record Impact(double performance, double cost, double reliability) {
    Impact {
        performance = Double.isInfinite(performance) ? Double.NaN : performance;
        cost = Double.isInfinite(cost) ? Double.NaN : cost;
        reliability = Double.isInfinite(reliability) ? Double.NaN : reliability;
    }

    static Impact of(List<NodeSamples> treated, List<NodeSamples> peers) {
        Change throughput = Change.of(treated, Metrics.THROUGHPUT, false);
        double performance = throughput.beyond(Change.of(peers, Metrics.THROUGHPUT, false));
        Change errors = Change.of(treated, Metrics.ERROR_RATE, false);
        Change others = Change.of(peers, Metrics.ERROR_RATE, false);
        return new Impact(performance, -Change.of(treated, Metrics.RSS, false).ratio(), -errorsBeyond(errors, others));
    }

    /** Errors of the treated nodes beyond what rose on their peers, as a share of requests; NaN without errors. */
    static double errorsBeyond(Change errors, Change peers) {
        double others = peers.isMeasured() ? Math.max(0, peers.after() - peers.before()) : 0;
        return errors.after() - errors.before() - others;
    }

    OptimizationFeedback feedback(List<NodeSamples> treated, Verdict verdict, List<String> reasons) {
        PerformanceMetrics before = Summary.of(treated, NodeSamples::before);
        PerformanceMetrics after = Summary.of(treated, NodeSamples::after);
        return new OptimizationFeedback(before, after, performance, cost, reliability, verdict, reasons);
    }
}
