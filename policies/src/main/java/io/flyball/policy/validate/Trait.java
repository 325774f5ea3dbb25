package io.flyball.policy.validate;

import io.flyball.protocol.model.Metrics;
import java.util.Locale;

/**
 * One metric as the sequential judge sees it.
 *
 * @param harm +1 when more is worse, -1 when less is worse
 * @param leastHarm smaller harm is none, however sure: a share, or points for metrics that are shares
 * @param acceptable harm that must be excluded for an early pass
 */
record Trait(String metric, int harm, double leastHarm, double acceptable) {
    private static final double SURE = 0.975;

    static final Trait THROUGHPUT = new Trait(Metrics.THROUGHPUT, -1, PeerComparison.HARM_THROUGHPUT, 0.10);
    static final Trait LATENCY = new Trait(Metrics.LATENCY_P99, 1, PeerComparison.HARM_LATENCY, 0.25);
    static final Trait ERRORS = new Trait(Metrics.ERROR_RATE, 1, PeerComparison.HARM_ERRORS, 0.01);

    /** A metric that only an objective names. */
    static Trait promised(String metric) {
        return new Trait(metric, 1, 0, Double.POSITIVE_INFINITY);
    }

    /** A difference of node numbers as a share: 0.405 of logarithms = 0.5 more. */
    double share(double difference) {
        return NodeNumbers.isRatio(metric) ? Math.expm1(difference) : difference;
    }

    boolean isAcceptable(NodeDifference found, double confidence) {
        return harm * share(harm * found.atMost(harm, confidence)) <= acceptable;
    }

    boolean isHarm(NodeDifference found, double level) {
        return found.pValue(harm) < level && harm * share(found.effect()) > leastHarm;
    }

    String words(NodeDifference found) {
        double sure = Math.max(0, found.atMost(1, SURE) - found.effect());
        return String.format(
                Locale.ROOT,
                "%s %+.1f%s beyond peers, 95 %% interval [%+.1f, %+.1f], one-sided p of harm %.2g",
                metric,
                share(found.effect()) * 100,
                NodeNumbers.isRatio(metric) ? " %" : " points",
                share(found.effect() - sure) * 100,
                share(found.effect() + sure) * 100,
                found.pValue(harm));
    }
}
