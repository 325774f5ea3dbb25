package io.flyball.simulator.capacity;

import io.flyball.simulator.capacity.CapacityAnswer.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Answers a question of capacity: capacity of an instance, then the fewest instances that keep the objectives with the spare
 * ones gone, then what each of them needs, then what gives way first.
 *
 * <p>Example: 900/s at the peak, an instance is 100 % busy at 100/s, below 90 %, one spare: 10 carry it, 11 are proposed; all
 * up they are at 81.8 %, the objective gives way at 1.1 times the peak.
 */
public final class CapacityPlanning {
    private CapacityPlanning() {}

    public static CapacityAnswer answer(CapacityQuestion question) {
        Basis basis = Basis.of(question.given(), question.history(), question.objectives());
        List<String> missing = missing(question, basis);
        if (!missing.isEmpty()) {
            return new Refused(missing, basis.facts());
        }
        Sizing sizing = basis.sizing(question.objectives());
        double peak = basis.facts().of(Fact.PEAK);
        Optional<Sizing.Fit> fit = sizing.smallest(peak);
        if (fit.isEmpty()) {
            return new Refused(List.of(impossible(sizing, peak)), basis.facts());
        }
        Sureness sureness = Sureness.of(question, basis, sizing, fit.get());
        return plan(question, basis, sizing, peak, fit.get(), sureness);
    }

    private static List<String> missing(CapacityQuestion question, Basis basis) {
        List<String> missing = new ArrayList<>();
        if (basis.capacity().isEmpty()) {
            missing.add(basis.learned() + "; give --capacity or --cpu-per-request");
        }
        boolean peakIsGiven = question.given().has(Fact.PEAK);
        boolean isShort = question.history()
                .filter(history -> !history.isSimulated() && history.days() < 1)
                .isPresent();
        if (!(basis.facts().of(Fact.PEAK) > 0)) {
            missing.add("no load above 0 is known; give --load");
        } else if (!peakIsGiven && isShort) {
            missing.add("a history of %s has no whole day, so no peak can be told from it; give --load"
                    .formatted(question.history().orElseThrow().span()));
        }
        question.objectives().stream()
                .filter(objective -> objective.kind().isLatency()
                        && basis.service().isEmpty()
                        && basis.capacity().isPresent())
                .forEach(objective -> missing.add(
                        objective.text() + ": too little latency was measured to judge it; give --latency"));
        return missing;
    }

    private static String impossible(Sizing sizing, double peak) {
        for (Objective objective : sizing.objectives()) {
            double each = sizing.capacity().each(1);
            ResponseTime response = sizing.at(0, 1, 1).response().orElse(null);
            double nothing = each * 1e-6;
            if (!objective.holds(nothing, each, response)) {
                return String.format(
                        Locale.ROOT,
                        "%s: a request that waits for nothing takes %.4g ms already, more instances do not help",
                        objective.text(),
                        objective.at(nothing, each, response) * 1e3);
            }
        }
        return String.format(
                Locale.ROOT,
                "no count up to %,d carries %.6g/s within the objectives%s",
                Sizing.MOST_INSTANCES,
                peak,
                sizing.capacity().scaling().isPresent() ? ", as instances hold each other up" : "");
    }

    private static CapacityPlan plan(
            CapacityQuestion question,
            Basis basis,
            Sizing sizing,
            double peak,
            Sizing.Fit smallest,
            Sureness sureness) {
        int count = sureness.sure() == CapacityPlan.Sure.LOW ? sureness.most() : smallest.instances();
        Sizing.Fit fit = sizing.at(peak, count, basis.failure().left(count));
        Facts facts = basis.facts();
        double load = fit.perInstance();
        double mean = fit.response().map(time -> time.mean(load)).orElse(Double.NaN);
        double p99 = fit.response().map(time -> time.quantile(load, 0.99)).orElse(Double.NaN);
        Optional<Pool> threads = Double.isNaN(mean) ? Optional.empty() : Pool.of(load, mean, patience(sizing, mean));
        Optional<Heap> heap = Heap.of(facts, load, threads);
        Optional<Pool> connections = facts.has(Fact.HOLD)
                ? Pool.of(load, facts.of(Fact.HOLD), 0).map(pool -> within(pool, count, facts))
                : Optional.empty();
        Limits.Sized sized = new Limits.Sized(count, threads.orElse(null), heap.orElse(null), connections.orElse(null));
        Sureness checked = sureness;
        Optional<PeakHour> hour = Optional.empty();
        try {
            hour = question.model()
                    .or(() -> basis.service().map(service -> PlannedModel.measured(facts, fit, service)))
                    .map(model ->
                            PlannedModel.with(model, threads.orElse(null), heap.orElse(null), connections.orElse(null)))
                    .map(model -> PeakHour.of(model, fit));
        } catch (IllegalArgumentException outOfRange) { // of the plant, which knows its own ranges
            checked = sureness.because("the peak was not simulated: "
                    + outOfRange.getMessage().lines().collect(Collectors.joining("; ")));
        }
        if (hour.isPresent()) {
            checked = sureness.with(hour.get(), question.objectives());
        }
        return new CapacityPlan(
                peak,
                count,
                sureness.fewest(),
                sureness.most(),
                fit.left(),
                load,
                fit.utilization(),
                mean,
                p99,
                threads,
                heap,
                connections,
                Breaking.walk(Limits.of(basis, sizing, sized), peak),
                sizing.smallest(2 * peak).map(Sizing.Fit::instances).orElse(0),
                question.course()
                        .filter(course -> facts.of(Fact.PEAK_SEEN) > 0 && course.lengthMillis() > 0)
                        .map(course -> course.times(peak / facts.of(Fact.PEAK_SEEN)))
                        .map(course -> Rehearsal.of(course, fit, basis.failure())),
                hour,
                question.objectives(),
                facts,
                checked.sure(),
                checked.because());
    }

    /** What is left of the strictest objective when a request does not wait; one second without one. */
    private static double patience(Sizing sizing, double mean) {
        double strictest = sizing.objectives().stream()
                .filter(objective -> objective.kind().isLatency())
                .mapToDouble(Objective::below)
                .min()
                .orElse(mean + 1);
        return Math.max(0, strictest - mean);
    }

    private static Pool within(Pool pool, int instances, Facts facts) {
        double limit = facts.of(Fact.CONNECTIONS);
        return Double.isNaN(limit) ? pool : pool.atMost((long) Math.max(1, Math.floor(limit / instances)));
    }
}
