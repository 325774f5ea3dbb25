/** Members of the simulated control plane: production cores in simulated shells, with simulated replication. */
package io.flyball.simulator.plane.member;
