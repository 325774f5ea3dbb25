package io.flyball.agent.instances;

import io.flyball.protocol.model.InstanceState;

/**
 * One instance of a template.
 *
 * <pre>
 *   LAUNCHING --> STARTING --> READY --> DRAINING --> STOPPING --> KILLING --> (gone)
 *       ^             '-- not ready in time ----------^               |
 *       '---------- WAITING <---- crashed, or stopped but wanted -----'
 * </pre>
 *
 * @param pid 0 when there is no process
 * @param birth tells the process from a later one with the same pid
 * @param since when {@code phase} began, monotonic milliseconds
 * @param crashes in a row
 * @param victim true once the wanted count is reached without it
 */
public record Instance(
        int index,
        int port,
        long pid,
        String birth,
        Phase phase,
        long since,
        int crashes,
        boolean victim,
        String detail) {

    /** Where in its life it is. */
    public enum Phase {
        LAUNCHING,
        STARTING,
        READY,
        DRAINING,
        STOPPING,
        KILLING,
        WAITING
    }

    static Instance launching(int index, int port, long now, int crashes) {
        return new Instance(index, port, 0, "", Phase.LAUNCHING, now, crashes, false, "");
    }

    static Instance adopted(SavedInstance saved, long now) {
        Phase phase = saved.ready() ? Phase.READY : Phase.STARTING;
        return new Instance(saved.index(), saved.port(), saved.pid(), saved.birth(), phase, now, 0, false, "");
    }

    Instance to(Phase next, long now, String why) {
        return new Instance(index, port, pid, birth, next, now, crashes, victim, why);
    }

    Instance running(long newPid, String newBirth, long now) {
        return new Instance(index, port, newPid, newBirth, Phase.STARTING, now, crashes, victim, "");
    }

    Instance doomed() {
        return new Instance(index, port, pid, birth, phase, since, crashes, true, detail);
    }

    Instance spared(long now) {
        return new Instance(index, port, pid, birth, Phase.READY, now, crashes, false, "");
    }

    Instance crashed(long now, int inARow, String why) {
        return new Instance(index, port, 0, "", Phase.WAITING, now, inARow, victim, why);
    }

    boolean isListed() {
        return phase == Phase.READY;
    }

    InstanceState shown() {
        switch (phase) {
            case LAUNCHING:
            case STARTING:
                return InstanceState.STARTING;
            case READY:
                return InstanceState.READY;
            case WAITING:
                return InstanceState.FAILED;
            default:
                return victim ? InstanceState.DRAINING : InstanceState.FAILED;
        }
    }

    /** The part of an instance that outlives the agent. */
    public record SavedInstance(int index, int port, long pid, String birth, boolean ready) {}
}
