package io.flyball.simulator.demo.run;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The member in charge was killed; decisions went on, nothing was done twice, nothing was forgotten. */
final class ChaosEvidence {
    private ChaosEvidence() {}

    static Check of(Observed run) {
        Check.Builder check = Check.of("planner's member killed: decisions resume, nothing done twice, history whole");
        if (run.chaos().isEmpty()) {
            return check.missing("no member was killed").done();
        }
        ChaosOutcome kill = run.chaos().get();
        check.seen("%s killed with SIGKILL", kill.member());
        check.require(
                kill.takenOver().isPresent() && kill.termAfter() > kill.termBefore(),
                "a survivor plans after %s s, term %d -> %d",
                kill.takenOver()
                        .map(time -> String.valueOf(time.toMillis() / 100 / 10.0))
                        .orElse("?"),
                kill.termBefore(),
                kill.termAfter());
        long resumed = run.decisions().stream()
                .filter(decision ->
                        decision.term() > kill.termBefore() && decision.at().isAfter(kill.killedAt()))
                .count();
        check.require(resumed > 0, "%d decisions under the new term", resumed);
        executions(check, run.executions());
        check.require(
                kill.historyPoints() > 0 && kill.historyLost() == 0,
                "%d points of history from before, %d lost",
                kill.historyPoints(),
                kill.historyLost());
        check.require(kill.decisionsLost() == 0, "%d decisions from before lost", kill.decisionsLost());
        return check.done();
    }

    /** In each node's journal no (term, revision) comes twice, and neither ever goes down. */
    private static void executions(Check.Builder check, List<Execution> executions) {
        Map<String, Execution> last = new TreeMap<>();
        Set<List<Object>> done = new HashSet<>();
        int twice = 0;
        int back = 0;
        for (Execution execution : executions) {
            if (!done.add(List.of(execution.node(), execution.term(), execution.revision()))) {
                twice++;
            }
            Execution before = last.put(execution.node(), execution);
            if (before != null
                    && (execution.term() < before.term()
                            || execution.term() == before.term() && execution.revision() < before.revision())) {
                back++;
            }
        }
        check.require(!executions.isEmpty() && twice == 0, "%d commands executed, %d twice", executions.size(), twice);
        check.require(back == 0, "%d out of order", back);
    }
}
