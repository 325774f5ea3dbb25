package io.flyball.simulator.demo.run;

import java.util.List;

/** The agent found the JVMs and what can be turned in them. */
final class KnobEvidence {
    private static final int INSTANCES = 2;
    static final String THREADS = "tomcat.maxThreads";
    private static final List<String> HEAP = List.of("jvm.MinHeapFreeRatio", "jvm.MaxHeapFreeRatio", "jvm.gc");

    private KnobEvidence() {}

    static Check of(Observed run) {
        Check.Builder check = Check.of("JVMs found, knobs listed, service unchanged");
        check.require(
                run.knobs().size() >= INSTANCES,
                "%d JVMs found by attach",
                run.knobs().size());
        for (KnobList knobs : run.knobs()) {
            check.require(knobs.available().contains(THREADS), "%s offers %s", knobs.node(), THREADS);
            check.require(
                    knobs.available().containsAll(HEAP),
                    "%s offers %s (%d of %d knobs available)",
                    knobs.node(),
                    String.join(", ", HEAP),
                    knobs.available().size(),
                    knobs.listed());
        }
        return check.done();
    }
}
