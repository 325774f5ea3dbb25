package io.flyball.policy.document.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.document.Documents;
import io.flyball.policy.document.schema.Difference.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DifferenceTest {
    @Test
    void tellsWhatChangesWhatIsAddedAndWhatIsRemoved() {
        assertThat(between(
                        "{threads: {max: 64, knob: tomcat.maxThreads}, objectives: [{metric: cpu, below: 90%}]}",
                        "{threads: {max: 80, queueDepth: 500}, monitoring: {interval: 10s}}"))
                .containsExactly(
                        new Difference(Kind.CHANGED, "spec.monitoring.interval", "5s (default)", "10s"),
                        new Difference(Kind.REMOVED, "spec.objectives[0].below", "90%", ""),
                        new Difference(Kind.REMOVED, "spec.objectives[0].metric", "cpu", ""),
                        new Difference(Kind.CHANGED, "spec.threads.max", "64", "80"),
                        new Difference(Kind.ADDED, "spec.threads.queueDepth", "", "500"));
    }

    @Test
    void whatMeansTheSameIsNoDifference() {
        assertThat(between(
                        "{threads: {busyAbove: 90%, max: 64}, monitoring: {interval: 5s, retention: 14d}, validation: {mode: Sequential}}",
                        "{threads: {busyAbove: 0.9, max: '64'}, monitoring: {interval: 5000ms}, memory: }"))
                .isEmpty();
        assertThat(between("memory: {idleAllocationBelow: 5MB}", "memory: {}")).isEmpty();
        assertThat(between(
                        "scaling: {maxInstances: 2}", "scaling: {maxInstances: 2, behavior: {scaleUp: {select: Max}}}"))
                .isEmpty();
    }

    @Test
    void aSectionThatBeginsToBeManagedIsADifferenceEvenWhenEmpty() {
        assertThat(between("{}", "limiter: {}")).containsExactly(new Difference(Kind.ADDED, "spec.limiter", "", "{}"));
        assertThat(between("threads: {}", "{}"))
                .containsExactly(new Difference(Kind.REMOVED, "spec.threads", "{}", ""));
        assertThat(between("{}", "threads: {max: 200}"))
                .containsExactly(new Difference(Kind.ADDED, "spec.threads.max", "", "200"));
    }

    @Test
    void elementsAreComparedInTheirPlacesAndOrderedByNumber() {
        String twelve = "{metric: cpu, below: 1},".repeat(12);
        List<Difference> differences =
                between("objectives: [" + twelve + "]", "objectives: [" + twelve.replace("cpu", "rss") + "]");
        assertThat(differences).hasSize(12);
        assertThat(differences.get(2).path()).isEqualTo("spec.objectives[2].metric");
        assertThat(differences.get(11).path()).isEqualTo("spec.objectives[11].metric");
    }

    @Test
    void listsOfPlainValuesAreOneValue() {
        assertThat(between("rollout: {waves: [1, 50%]}", "rollout: {waves: [1, 100%]}"))
                .containsExactly(new Difference(Kind.CHANGED, "spec.rollout.waves", "[1, 50%]", "[1, 100%]"));
    }

    @Test
    void everythingIsAddedWhereThereWasNoPolicy() {
        assertThat(Difference.between(null, Documents.document(Map.of("limiter", Map.of("algorithm", "vegas")))))
                .allMatch(one -> one.kind() == Kind.ADDED)
                .extracting(Difference::path)
                .containsExactly(
                        "apiVersion", "kind", "metadata.name", "spec.limiter.algorithm", "spec.selector.service");
    }

    @SuppressWarnings("unchecked")
    private static List<Difference> between(String from, String to) {
        return Difference.between(
                Documents.document((Map<String, Object>) Documents.tree(from)),
                Documents.document((Map<String, Object>) Documents.tree(to)));
    }
}
