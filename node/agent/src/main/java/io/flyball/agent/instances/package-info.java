/**
 * Instances that this agent starts from a template: counted, started, checked, drained, restarted, and found again
 * after a restart of the agent. Decisions are in {@code InstancesState}; processes, files and HTTP in the shell.
 */
package io.flyball.agent.instances;
