package io.flyball.simulator.demo.run;

import java.util.ArrayList;
import java.util.List;

/** The checks of a run, each a pure function of what was observed. */
final class Evidence {
    private Evidence() {}

    static List<Check> of(Observed run, boolean chaos, boolean badPolicy) {
        List<Check> checks = new ArrayList<>(List.of(
                KnobEvidence.of(run), ThreadEvidence.of(run), InstanceEvidence.of(run), MemoryEvidence.of(run)));
        if (chaos) {
            checks.add(ChaosEvidence.of(run));
        }
        if (badPolicy) {
            checks.add(BadPolicyEvidence.of(run));
        }
        return checks;
    }
}
