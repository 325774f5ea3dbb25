/** Planted bugs: each shows that a check of the simulation finds what it is there for. */
package io.flyball.simulator.plane.bug;
