package io.flyball.policy.validate;

import io.flyball.policy.document.Objective;
import java.util.List;

/**
 * What is to be judged.
 *
 * @param treated nodes that were changed
 * @param peers nodes that were not changed in either window
 * @param expected samples that a complete window has
 * @param demandPinned the treated nodes still work at their limit, so that fewer requests mean less capacity
 * @param looks which look at this change it is, and how many there will be
 */
public record Question(
        Aim aim,
        List<NodeSamples> treated,
        List<NodeSamples> peers,
        int expected,
        List<Objective> objectives,
        boolean demandPinned,
        Looks looks) {
    /** What the change must show to pass. */
    public enum Aim {
        /** More throughput or lower latency. */
        BETTER,
        /** No harm. */
        NOT_WORSE
    }

    /** A change that is looked at once. */
    public Question(
            Aim aim,
            List<NodeSamples> treated,
            List<NodeSamples> peers,
            int expected,
            List<Objective> objectives,
            boolean demandPinned) {
        this(aim, treated, peers, expected, objectives, demandPinned, Looks.ONE);
    }

    public Question {
        treated = List.copyOf(treated);
        peers = List.copyOf(peers);
        objectives = List.copyOf(objectives);
    }
}
