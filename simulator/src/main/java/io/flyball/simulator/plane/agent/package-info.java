/** Agents of the simulated control plane: production cores in simulated shells, with simulated JVMs and disks. */
package io.flyball.simulator.plane.agent;
