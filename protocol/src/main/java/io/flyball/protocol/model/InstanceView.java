package io.flyball.protocol.model;

/** One instance as its agent sees it. {@code pid} is 0 when no process exists. */
public record InstanceView(NodeId node, InstanceState state, int port, long pid, String detail) {}
