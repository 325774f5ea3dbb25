/**
 * The one WebSocket between this agent and a planner member: what must be said, in which order, and again after a
 * reconnect. Decisions are in {@code LinkState}; sockets and timers in {@code LinkActor}. Nothing here reads a JVM.
 */
package io.flyball.agent.link;
