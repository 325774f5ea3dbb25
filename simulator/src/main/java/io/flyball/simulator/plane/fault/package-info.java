/** What goes wrong in a simulated control plane, and when. */
package io.flyball.simulator.plane.fault;
