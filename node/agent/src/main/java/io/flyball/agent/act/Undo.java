package io.flyball.agent.act;

import io.flyball.protocol.model.Setting;
import java.util.List;
import java.util.Optional;

/**
 * Old values on their way back into the JVM; tried again until they are there or the JVM is gone.
 *
 * @param ending what the command or trial has become once they are there
 * @param ofTrial whether a trial is undone, else a command that failed
 * @param attempts tries that failed
 * @param retryAt milliseconds of the monotonic clock; the next try is due then
 * @param next command of a newer planner that waits for it
 */
record Undo(Executed ending, boolean ofTrial, List<Setting> restore, int attempts, long retryAt, Optional<Order> next) {
    Undo {
        restore = List.copyOf(restore);
    }

    Undo failedUntil(long later) {
        return new Undo(ending, ofTrial, restore, attempts + 1, later, Optional.empty());
    }
}
