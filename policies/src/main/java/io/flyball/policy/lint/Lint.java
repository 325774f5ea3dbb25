package io.flyball.policy.lint;

import io.flyball.policy.document.Policy;
import io.flyball.policy.document.ScalingConfig;
import java.util.List;

/**
 * All rules. A policy that the reader took can still be one that no service can live with: thresholds that nothing
 * reaches, pools that the database refuses, windows shorter than an instance takes to start.
 *
 * <p>Worked example: {@code maxInstances: 10} and a pool of {@code max: 30} against a database of 100 connections, 80 %
 * of them ours, may want 300 of 80: {@code pool-times-instances}.
 */
public final class Lint {
    private Lint() {}

    /** What is wrong, errors first; empty for a policy that can work. */
    public static List<Finding> check(Policy policy) {
        Findings findings = new Findings();
        policy.scaling().ifPresent(scaling -> {
            checkScaling(policy, scaling, findings);
        });
        NodeLint.check(policy, findings);
        ConductLint.check(policy, findings);
        return findings.all();
    }

    private static void checkScaling(Policy policy, ScalingConfig scaling, Findings findings) {
        TargetLint.check(scaling, findings);
        CountLint.check(scaling, findings);
        TimeLint.check(policy, scaling, findings);
        DenominatorLint.check(policy, scaling, findings);
    }
}
