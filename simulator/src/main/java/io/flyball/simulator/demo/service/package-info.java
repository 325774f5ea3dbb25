/** A small web shop with a typical mistake in its settings. Knows nothing of Flyball: what manages it must not enter. */
package io.flyball.simulator.demo.service;
