package io.flyball.policy.tune.launch;

import java.util.ArrayList;
import java.util.List;

/**
 * Launch flags that should be others, and the order of restarts: one node first, then one after another, each only when
 * the one before serves again. A plan for people or for what deploys the service; nobody restarts anything by itself.
 *
 * @param order nodes, the first one is the trial
 */
public record RestartPlan(List<FlagChange> changes, List<String> order, List<String> reasons) {
    public RestartPlan {
        changes = List.copyOf(changes);
        order = List.copyOf(order);
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("reasons: must not be empty");
        }
    }

    /** A node and how much would be lost if it did not come back: its share of the load. */
    public record Candidate(String node, double load) {
        private double known() {
            return load >= 0 ? load : Double.POSITIVE_INFINITY;
        }
    }

    /** Least load first; nodes whose load is not known last. */
    public static RestartPlan of(List<FlagChange> changes, List<Candidate> nodes, List<String> because) {
        List<String> reasons = new ArrayList<>(because);
        if (changes.isEmpty()) {
            reasons.add("no launch flag should change");
            return new RestartPlan(List.of(), List.of(), reasons);
        }
        for (FlagChange change : changes) {
            reasons.add("%s: %s -> %s: %s; expected: %s"
                    .formatted(
                            change.flag(),
                            change.now().isEmpty() ? "not set" : change.now(),
                            change.wanted(),
                            change.why(),
                            change.effect()));
        }
        List<String> order = nodes.stream()
                .sorted((a, b) -> {
                    int byLoad = Double.compare(a.known(), b.known());
                    return byLoad != 0 ? byLoad : a.node().compareTo(b.node());
                })
                .map(Candidate::node)
                .distinct()
                .toList();
        if (order.size() == 1) {
            reasons.add("%s is the only node: its restart interrupts the service".formatted(order.get(0)));
        } else if (!order.isEmpty()) {
            reasons.add("%s first, as a trial; then the other %d, one after another"
                    .formatted(order.get(0), order.size() - 1));
        }
        return new RestartPlan(changes, order, reasons);
    }

    public boolean isChange() {
        return !changes.isEmpty();
    }
}
