package io.flyball.policy.validate;

import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Nodes with log-normal throughput and latency: they differ from each other by a deviation of 0.1, a sample from its
 * node by 0.3, and a sample says much about the next (AR(1)).
 *
 * @param samples in a window, one per {@link #TICK}
 */
record Arms(int treated, int peers, int samples, int looks, double rho) {
    static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    static final Duration TICK = Duration.ofSeconds(5);

    private static final int SETTLE = 3;
    private static final double BETWEEN = 0.1;
    private static final double WITHIN = 0.3;

    /** What the change does to the treated nodes, each a factor, and added errors. */
    record Effect(double throughput, double latency, double errors) {
        static final Effect NONE = new Effect(1, 1, 0);
    }

    /** All samples of one run. */
    record Run(List<NodeSamples> treated, List<NodeSamples> peers) {}

    Run run(long seed, Effect effect) {
        SplittableRandom random = new SplittableRandom(seed);
        List<NodeSamples> one = new ArrayList<>();
        List<NodeSamples> two = new ArrayList<>();
        for (int i = 0; i < treated; i++) {
            one.add(node("t" + i, random, effect));
        }
        for (int i = 0; i < peers; i++) {
            two.add(node("p" + i, random, Effect.NONE));
        }
        return new Run(one, two);
    }

    /** The question at look {@code look}, from 1. */
    Question question(Run run, Question.Aim aim, int look) {
        Instant until = START.plus(TICK.multipliedBy(samples + SETTLE + (long) look * samples));
        return new Question(aim, run.treated, run.peers, samples, List.of(), true, new Looks(look, looks, until));
    }

    private NodeSamples node(String name, SplittableRandom random, Effect effect) {
        double[] throughput = series(random, Math.log(200));
        double[] latency = series(random, Math.log(0.1));
        double[] errors = series(random, Math.log(0.01));
        List<Sample> before = new ArrayList<>();
        List<Sample> after = new ArrayList<>();
        for (int i = 0; i < throughput.length; i++) {
            boolean changed = i >= samples + SETTLE;
            if (i < samples || changed) {
                Sample sample = new Sample(
                        START.plus(TICK.multipliedBy(i)),
                        Map.of(
                                Metrics.THROUGHPUT, Math.exp(throughput[i]) * (changed ? effect.throughput : 1),
                                Metrics.LATENCY_P99, Math.exp(latency[i]) * (changed ? effect.latency : 1),
                                Metrics.ERROR_RATE, Math.min(1, Math.exp(errors[i]) + (changed ? effect.errors : 0))));
                (changed ? after : before).add(sample);
            }
        }
        return new NodeSamples(name, before, after);
    }

    private double[] series(SplittableRandom random, double level) {
        double[] values = new double[samples + SETTLE + looks * samples];
        double mean = level + BETWEEN * random.nextGaussian();
        double state = random.nextGaussian();
        for (int i = 0; i < values.length; i++) {
            values[i] = mean + WITHIN * state;
            state = rho * state + Math.sqrt(1 - rho * rho) * random.nextGaussian();
        }
        return values;
    }
}
