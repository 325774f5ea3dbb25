package io.flyball.policy.analyze.bottleneck;

import io.flyball.policy.analyze.bottleneck.Diagnosis.Answer;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds what limits a JVM: every cause is judged from its own readings, then causes are told from symptoms, and the
 * likeliest is named first if its confidence reaches {@link BottleneckSettings#named()}.
 *
 * <p>Example: 4 of 4 workers busy, 12 requests wait, host CPU 31 %, no single kind of wait prevails: thread pool
 * exhaustion, 0.97. The same with 95 % of the workers' time in sockets at 400 ms per request: downstream latency 1.0,
 * thread pool exhaustion 0.39 as its symptom.
 */
public final class Bottlenecks {
    private static final double LITTLE_BROKEN = 0.9;
    private static final int LEAST_JUDGED = 3;
    private static final double ERRORS = 0.01;

    private static final List<Function<Look, Case>> SUSPECTS = List.of(
            LiveSet::leak,
            Garbage::pressure,
            Processors::runQueue,
            Downstream::latency,
            Locks::contention,
            Connections::poolWait,
            Processors::saturation,
            WorkerPool::exhaustion);

    private Bottlenecks() {}

    /**
     * What else is known of a node.
     *
     * @param baseline samples of a time when it was well; may be empty
     * @param peakConcurrency number of workers at which throughput peaks ({@link
     *     io.flyball.policy.math.Usl#peakWorkers})
     */
    public record Known(List<Sample> baseline, OptionalDouble peakConcurrency) {
        public static final Known NOTHING = new Known(List.of(), OptionalDouble.empty());

        public Known {
            baseline = List.copyOf(baseline);
        }
    }

    public static Diagnosis identify(List<Sample> window) {
        return identify(window, Known.NOTHING, BottleneckSettings.DEFAULTS);
    }

    /** @param window recent samples of one node, in any order; a minute or more at the agent's interval */
    public static Diagnosis identify(List<Sample> window, Known known, BottleneckSettings settings) {
        if (window.size() < settings.leastSamples()) {
            return unknown(Words.of("%d samples, at least %d are needed", window.size(), settings.leastSamples()));
        }
        var readings = new Window(window);
        WorkerTime workers = WorkerTime.of(readings);
        OptionalDouble usual = Downstream.usual(new Window(known.baseline()));
        var look = new Look(readings, workers, usual, known.peakConcurrency(), settings);
        List<Case> cases = SUSPECTS.stream().map(suspect -> suspect.apply(look)).toList();
        var explanations = new Explanations(cases, workers);
        Optional<String> little = LittleLaw.broken(readings);
        List<Cause> causes = cases.stream()
                .filter(Case::isJudged)
                .map(explanations::explain)
                .map(cause -> little.isPresent() ? lessSure(cause) : cause)
                .sorted(Comparator.comparingDouble(Cause::confidence).reversed())
                .toList();
        return answer(look, cases, causes, little);
    }

    private static Diagnosis answer(Look look, List<Case> cases, List<Cause> causes, Optional<String> little) {
        double top = causes.isEmpty() ? 0 : causes.get(0).confidence();
        boolean limited = top >= look.settings().named();
        List<String> reasons = new ArrayList<>();
        if (!limited && causes.size() < LEAST_JUDGED) {
            return unknown(notJudged(cases));
        }
        reasons.add(limited ? causes.get(0).summary() : "nothing limits: " + calm(look));
        double errors = look.mean(Metrics.ERROR_RATE);
        if (errors >= ERRORS) {
            reasons.add("errors: " + Words.percent(errors) + " of the requests fail");
        }
        little.ifPresent(reasons::add);
        if (causes.size() < cases.size()) {
            reasons.add(notJudged(cases));
        }
        List<Cause> listed = causes.stream()
                .filter(cause -> cause.confidence() >= look.settings().mentioned())
                .toList();
        double confidence = limited ? top : (1 - top) * causes.size() / cases.size();
        return new Diagnosis(limited ? Answer.LIMITED : Answer.NOTHING_LIMITS, confidence, listed, reasons);
    }

    private static String calm(Look look) {
        return Words.of(
                "host CPU %s, %s of the workers busy, collections %s of the time",
                known(look.mean(Metrics.HOST_CPU)), known(look.workers().busy()), known(look.mean(Metrics.GC_TIME)));
    }

    private static String known(double ratio) {
        return Double.isNaN(ratio) ? "(not read)" : Words.percent(ratio);
    }

    private static String notJudged(List<Case> cases) {
        return cases.stream()
                .filter(found -> !found.isJudged())
                .map(found -> found.bottleneck().label() + " (not read: "
                        + found.missing().stream().distinct().collect(Collectors.joining(", ")) + ")")
                .collect(Collectors.joining(", ", "not judged: ", ""));
    }

    private static Cause lessSure(Cause cause) {
        return new Cause(
                cause.bottleneck(),
                cause.confidence() * LITTLE_BROKEN,
                cause.evidence(),
                cause.missing(),
                cause.summary());
    }

    private static Diagnosis unknown(String reason) {
        return new Diagnosis(Answer.NOT_ENOUGH_DATA, 0, List.of(), List.of("not enough data: " + reason));
    }
}
