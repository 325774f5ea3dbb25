package io.flyball.agent.sense;

/** Reads one JVM at every tick and executes commands for it. */
final class NodeMonitor {
    private NodeMonitor() {}
}
