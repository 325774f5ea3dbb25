package io.flyball.simulator.demo.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The harmful change was tried on one instance, judged worse, and undone. */
final class BadPolicyEvidence {
    private BadPolicyEvidence() {}

    /** A trial of threads on one instance that failed its validation and was undone, after {@code applied}. */
    static Optional<Decision> caught(List<Decision> decisions, Instant applied) {
        return decisions.stream()
                .filter(decision ->
                        decision.kind().equals("THREADS") && decision.at().isAfter(applied))
                .filter(decision -> decision.isReverted() && decision.nodes().size() == 1)
                .filter(decision -> decision.effect()
                        .filter(effect -> effect.verdict().equals("FAIL"))
                        .isPresent())
                .findFirst();
    }

    static Check of(Observed run) {
        Check.Builder check = Check.of("harmful policy caught by validation and reverted");
        if (run.badPolicyAt().isEmpty()) {
            return check.missing("the harmful policy was not applied").done();
        }
        Instant applied = run.badPolicyAt().get();
        Optional<Decision> caught = caught(run.decisions(), applied);
        if (caught.isEmpty()) {
            return check.missing("no trial on one instance failed its validation and was reverted")
                    .done();
        }
        Decision decision = caught.get();
        Decision.Effect effect = decision.effect().orElseThrow();
        check.seen(
                "%s %s -> %s on %s reverted: %.0f -> %.0f req/s, p99 %.0f -> %.0f ms",
                decision.subject(),
                decision.from(),
                decision.to(),
                String.join(", ", decision.nodes()),
                effect.throughputBefore(),
                effect.throughputAfter(),
                effect.p99Before() * 1e3,
                effect.p99After() * 1e3);
        return check.done();
    }
}
