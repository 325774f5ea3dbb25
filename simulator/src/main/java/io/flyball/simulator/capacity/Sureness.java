package io.flyball.simulator.capacity;

import io.flyball.simulator.capacity.CapacityPlan.Sure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How far a plan can be relied on, and between which counts the truth lies: the high end of capacity's interval, and its
 * low end at no higher utilization than was ever seen.
 */
record Sureness(Sure sure, int fewest, int most, List<String> because) {
    private static final double WEEK = 7;
    /** Beyond so many times the utilization that was seen the line is a guess. */
    private static final double FAR = 1.5;

    private static final double NEAR = 1.1;
    private static final double OFF = 0.25;
    private static final double FAR_OFF = 0.5;
    private static final double WIDE = 0.8;
    private static final double MUCH_MORE = 3;
    /** Percent of the requests. */
    private static final double LOST = 1;

    static Sureness of(CapacityQuestion question, Basis basis, Sizing sizing, Sizing.Fit fit) {
        Capacity capacity = basis.capacity().orElseThrow();
        double peak = basis.facts().of(Fact.PEAK);
        Sure sure = Sure.HIGH;
        List<String> because = new ArrayList<>();
        because.add(basis.learned().equals("given") ? "capacity was given, not measured" : basis.learned());
        if (basis.learned().equals("given") || basis.confidence() < WIDE) {
            sure = Sure.FAIR;
        }
        if (question.history().filter(History::isSimulated).isPresent()) {
            sure = worse(sure, Sure.FAIR);
            because.add("of a model, not of the service");
        }
        double beyond = fit.utilization() / capacity.seen();
        if (beyond > NEAR) {
            sure = worse(sure, beyond > FAR ? Sure.LOW : Sure.FAIR);
            because.add(String.format(
                    Locale.ROOT,
                    "planned for %.0f %% utilization, but no more than %.0f %% was ever seen",
                    fit.utilization() * 100,
                    capacity.seen() * 100));
        }
        double off = basis.checked();
        if (Math.abs(off) > OFF) {
            sure = worse(sure, Math.abs(off) > FAR_OFF ? Sure.LOW : Sure.FAIR);
        }
        if (Double.isFinite(off)) {
            because.add(String.format(
                    Locale.ROOT, "latency model is off by %+.0f %% at p99 where it was not fitted", off * 100));
        }
        if (question.history().isPresent() && !question.history().get().isSimulated()) {
            double days = question.history().get().days();
            if (days < WEEK - 0.1) {
                sure = worse(sure, Sure.FAIR);
                because.add(String.format(Locale.ROOT, "%.1f d of history, no whole week", days));
            }
        }
        double more = peak / basis.facts().of(Fact.PEAK_SEEN);
        if (more > MUCH_MORE) {
            sure = worse(sure, Sure.FAIR);
            because.add(String.format(
                    Locale.ROOT, "%.1f times the load that was seen: what instances share was not seen at it", more));
        }
        int fewest = sizing.countingOn(capacity.high())
                .smallest(peak)
                .map(Sizing.Fit::instances)
                .orElse(fit.instances());
        int most = Math.max(fit.instances(), cautious(sizing, capacity, peak, fit));
        return new Sureness(sure, Math.min(fewest, fit.instances()), most, because);
    }

    Sureness because(String reason) {
        List<String> more = new ArrayList<>(because);
        more.add(reason);
        return new Sureness(sure, fewest, most, more);
    }

    /** The simulated peak has a say: where it loses requests, the plan is no answer. */
    Sureness with(PeakHour hour, List<Objective> objectives) {
        List<String> more = new ArrayList<>(because);
        Sure next = sure;
        if (hour.lostPct() > LOST) {
            next = Sure.LOW;
            more.add(String.format(
                    Locale.ROOT, "simulated for an hour, the peak loses %.1f %% of the requests", hour.lostPct()));
        }
        for (Objective objective : objectives) {
            if (objective.kind() == Objective.Kind.LATENCY_P99
                    && hour.latencyP99() > objective.below() * (1 + OFF / 2)) {
                next = worse(next, Sure.FAIR);
                more.add(String.format(
                        Locale.ROOT,
                        "simulated for an hour, the peak has a p99 of %.4g ms, above the objective",
                        hour.latencyP99() * 1e3));
            }
        }
        return new Sureness(next, fewest, most, more);
    }

    /** No busier than was seen. */
    private static int cautious(Sizing sizing, Capacity capacity, double peak, Sizing.Fit fit) {
        if (fit.utilization() <= NEAR * capacity.seen()) {
            return fit.instances();
        }
        List<Objective> objectives = new ArrayList<>(sizing.objectives());
        objectives.add(new Objective(Objective.Kind.UTILIZATION, capacity.seen()));
        Sizing seen = new Sizing(
                capacity, sizing.service(), sizing.cores(), sizing.variability(), objectives, sizing.failure());
        return seen.smallest(peak).map(Sizing.Fit::instances).orElse(Sizing.MOST_INSTANCES);
    }

    private static Sure worse(Sure one, Sure other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
