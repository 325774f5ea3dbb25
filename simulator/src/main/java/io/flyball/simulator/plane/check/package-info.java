/**
 * What must hold after every event. The checks look at what crossed the wires and at the simulated JVMs and disks, never
 * at what the production code believes of itself, and fail with {@link io.flyball.simulator.plane.world.Violation}.
 */
package io.flyball.simulator.plane.check;
