/**
 * The ground on which the control plane is simulated: time, chance, hosts with clocks, a network that fails. Knows
 * nothing of Flyball.
 */
package io.flyball.simulator.plane.world;
