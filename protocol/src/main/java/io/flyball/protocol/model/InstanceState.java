package io.flyball.protocol.model;

/** Life of an instance that an agent started from a template. */
public enum InstanceState {
    STARTING,
    READY,
    /** Taken out of discovery; finishes the requests it has. */
    DRAINING,
    STOPPED,
    /** Died or never became ready. */
    FAILED
}
