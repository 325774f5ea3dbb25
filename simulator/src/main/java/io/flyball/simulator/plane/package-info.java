/**
 * Deterministic simulation of the control plane: the production cores of agents, links, members and planners against each
 * other, on virtual time, under a network, disks and clocks that fail. One seed, one run. See
 * docs/internals/simulation-testing.md.
 */
package io.flyball.simulator.plane;
