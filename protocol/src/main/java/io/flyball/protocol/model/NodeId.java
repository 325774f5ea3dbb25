package io.flyball.protocol.model;

/** One managed JVM; unique in the fleet and stable over restarts of the agent. */
public record NodeId(String value) implements Comparable<NodeId> {
    public NodeId {
        Names.node(value);
    }

    @Override
    public int compareTo(NodeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
