/** The scenario document: what a simulation is made of, its reader, schema and lint, and the tests known by name. */
package io.flyball.simulator.scenario;
