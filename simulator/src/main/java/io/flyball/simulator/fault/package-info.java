/** What goes wrong in a run: faults, when they happen and whom they hit, and how they are carried out. */
package io.flyball.simulator.fault;
