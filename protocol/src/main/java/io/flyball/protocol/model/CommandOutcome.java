package io.flyball.protocol.model;

/** What became of a command at the node. */
public enum CommandOutcome {
    /** Written, and an effect attribute moved or the value reads back and no demand could show more. */
    APPLIED,
    /** Same or older revision than the last one executed: nothing was done; the answer repeats. */
    DUPLICATE,
    /** Token lower than the highest seen. */
    REFUSED_TOKEN,
    /** Arrived or waited longer than it was valid. */
    REFUSED_EXPIRED,
    /** Outside the agent's own envelope. */
    REFUSED_BOUNDS,
    /** The node did not prove this knob, or the node is unknown. */
    REFUSED_CAPABILITY,
    /** Tried and failed; every old value was written back. */
    FAILED,
    /** The trial was confirmed: its values are in force. */
    CONFIRMED,
    /** The trial was undone, on request or because its lease ended; the values in force are back. */
    REVERTED;

    /** True when the node's settings are as the planner asked. */
    public boolean isSuccess() {
        return this == APPLIED || this == DUPLICATE || this == CONFIRMED || this == REVERTED;
    }
}
