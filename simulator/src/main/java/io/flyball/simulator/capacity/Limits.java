package io.flyball.simulator.capacity;

import io.flyball.policy.tune.SoftMaximum;
import io.flyball.simulator.capacity.Breaking.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What limits a plan: first what more instances help against, with all planned ones up; then what they do not. */
final class Limits {
    private static final String MORE = "more instances";

    private final Basis basis;
    private final Sizing sizing;
    private final Sized plan;
    private final List<Limit> limits = new ArrayList<>();

    /** The parts of a plan that limits are about; a pool or heap is null where it is not known. */
    record Sized(int instances, Pool threads, Heap heap, Pool connections) {}

    private Limits(Basis basis, Sizing sizing, Sized plan) {
        this.basis = basis;
        this.sizing = sizing;
        this.plan = plan;
    }

    static List<Limit> of(Basis basis, Sizing sizing, Sized plan) {
        Limits all = new Limits(basis, sizing, plan);
        all.ofInstances();
        all.ofAll();
        return all.limits;
    }

    private void ofInstances() {
        int count = plan.instances();
        double each = sizing.capacity().each(count);
        for (Objective objective : sizing.objectives()) {
            Sizing alone = new Sizing(
                    sizing.capacity(),
                    sizing.service(),
                    sizing.cores(),
                    sizing.variability(),
                    List.of(objective),
                    sizing.failure());
            add("objective " + objective.kind().metric(), objective.text(), MORE, load -> !alone.holds(load, count));
        }
        add("processors", "100 % of " + instances(count), MORE, load -> load >= each * count);
        Pool threads = plan.threads();
        if (threads != null) {
            add(
                    "request threads",
                    "%d of each instance".formatted(threads.size()),
                    "more threads, then instances",
                    load -> threads.isExhausted(
                            load / count,
                            sizing.at(load, count, count)
                                    .response()
                                    .orElseThrow()
                                    .mean(load / count)));
        }
        Heap heap = plan.heap();
        if (heap != null) {
            add(
                    "heap",
                    String.format(Locale.ROOT, "collections at %.0f %% of the time", SoftMaximum.MOST_COLLECTION * 100),
                    "more heap or instances",
                    load -> Heap.share(basis.facts(), load / count, heap.bytes()) > SoftMaximum.MOST_COLLECTION);
        }
        Pool connections = plan.connections();
        if (connections != null) {
            add(
                    "connections of an instance",
                    "pool of " + connections.size(),
                    "a larger pool or more instances",
                    load -> connections.isExhausted(load / count, basis.facts().of(Fact.HOLD)));
        }
    }

    private void ofAll() {
        Facts facts = basis.facts();
        Pool connections = plan.connections();
        double limit = facts.of(Fact.CONNECTIONS);
        if (connections != null && facts.has(Fact.CONNECTIONS)) {
            add(
                    "connections of the downstream",
                    String.format(Locale.ROOT, "%.0f in use", limit),
                    "a larger downstream, or less of it per request",
                    load -> load * facts.of(Fact.HOLD) >= limit);
            add(
                    "pools on the downstream",
                    String.format(Locale.ROOT, "instances for that load x %d > %.0f", connections.size(), limit),
                    "smaller pools, a larger downstream",
                    load -> sizing.smallest(load)
                            .map(fit -> (long) fit.instances() * connections.size() > limit)
                            .orElse(true));
        }
        if (facts.has(Fact.HOLD) && facts.has(Fact.DOWNSTREAM)) {
            add(
                    "downstream",
                    String.format(Locale.ROOT, "%.0f calls at once", facts.of(Fact.DOWNSTREAM)),
                    "a larger downstream, or less of it per request",
                    load -> load * facts.of(Fact.HOLD) >= facts.of(Fact.DOWNSTREAM));
        }
        if (facts.has(Fact.MAX_INSTANCES)) {
            add(
                    "instances allowed",
                    String.format(Locale.ROOT, "maxInstances %.0f", facts.of(Fact.MAX_INSTANCES)),
                    "a higher maxInstances",
                    load -> sizing.smallest(load)
                            .map(fit -> fit.instances() > facts.of(Fact.MAX_INSTANCES))
                            .orElse(true));
        }
        sizing.capacity()
                .scaling()
                .ifPresent(law -> add(
                        "what instances share",
                        "no count carries more (Universal Scalability Law)",
                        "less contention between instances",
                        load -> sizing.smallest(load).isEmpty()));
    }

    private void add(String resource, String limit, String helps, java.util.function.DoublePredicate exhausted) {
        limits.add(new Limit(resource, limit, helps, exhausted));
    }

    private static String instances(int count) {
        return count == 1 ? "1 instance" : count + " instances";
    }
}
