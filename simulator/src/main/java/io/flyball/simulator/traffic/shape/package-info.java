/** Generated loads, one shape a file, each a function of virtual time and seed alone. */
package io.flyball.simulator.traffic.shape;
