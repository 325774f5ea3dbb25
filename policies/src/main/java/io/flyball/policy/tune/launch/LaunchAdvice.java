package io.flyball.policy.tune.launch;

import io.flyball.policy.document.MemoryOptimization;
import io.flyball.policy.document.MemoryOptimization.HeapBounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything that should be different at the next start of a JVM; each part speaks only of what was proven there. */
public final class LaunchAdvice {
    private LaunchAdvice() {}

    /** One part: a change, or why there is none. */
    record Finding(Optional<FlagChange> change, String reason) {
        static Finding none(String reason) {
            return new Finding(Optional.empty(), reason);
        }

        static Finding of(FlagChange change) {
            return new Finding(Optional.of(change), change.why());
        }
    }

    public static RestartPlan advise(LaunchFacts facts, MemoryOptimization config, List<RestartPlan.Candidate> nodes) {
        List<Finding> findings = new ArrayList<>();
        Optional<HeapBounds> heap = config.heap();
        findings.add(LaunchHeap.maximum(facts, heap));
        findings.add(LaunchHeap.processors(facts));
        findings.add(
                config.advice().collector()
                        ? CollectorChoice.advise(facts)
                        : Finding.none("the policy wants no advice on the collector"));
        findings.add(
                config.advice().stringDeduplication()
                        ? Compression.strings(facts)
                        : Finding.none("the policy wants no advice on string deduplication"));
        findings.add(
                config.advice().compactHeaders()
                        ? Compression.headers(facts)
                        : Finding.none("the policy wants no advice on object headers"));
        List<FlagChange> changes =
                findings.stream().flatMap(found -> found.change().stream()).toList();
        List<String> because = findings.stream()
                .filter(found -> found.change().isEmpty())
                .map(Finding::reason)
                .toList();
        return RestartPlan.of(changes, nodes, because);
    }
}
