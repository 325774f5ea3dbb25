package io.flyball.planner.service;

import io.flyball.protocol.model.InstanceView;
import java.time.Instant;
import java.util.List;

/**
 * An agent that can start instances of the service.
 *
 * @param linked it is connected now
 * @param since when it was connected or lost
 * @param target count that it works towards, as it told
 * @param limit most instances that it may run
 * @param revision highest revision that was ever sent to it or that it told of
 * @param assigned count that this planner wants there; -1 while it wants nothing else than {@code target}
 */
record Agent(
        String name,
        boolean linked,
        Instant since,
        int target,
        int limit,
        long revision,
        int assigned,
        List<InstanceView> instances) {
    Agent {
        instances = List.copyOf(instances);
    }

    static Agent told(String name, Instant now, int target, int limit, long revision, List<InstanceView> instances) {
        return new Agent(name, true, now, target, limit, revision, -1, instances);
    }

    Agent telling(Instant now, int newTarget, int newLimit, long newRevision, List<InstanceView> newInstances) {
        return new Agent(
                name,
                true,
                linked ? since : now,
                newTarget,
                newLimit,
                Math.max(revision, newRevision),
                assigned,
                newInstances);
    }

    Agent lost(Instant now) {
        return new Agent(name, false, linked ? now : since, target, limit, revision, assigned, instances);
    }

    /** A new count is a new revision; the same count again is the same revision again. */
    Agent assigned(int count) {
        long next = count == assigned ? revision : revision + 1;
        return new Agent(name, linked, since, target, limit, next, count, instances);
    }

    /** It refused the last count; the next one needs a new revision. */
    Agent refused() {
        return new Agent(name, linked, since, target, limit, revision + 1, assigned, instances);
    }

    /** What this planner wants there. */
    int wanted() {
        return assigned < 0 ? target : assigned;
    }
}
