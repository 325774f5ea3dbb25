/** Load over virtual time: recorded traces, how loads are combined and changed. Pure; the shapes are in {@code shape}. */
package io.flyball.simulator.traffic;
