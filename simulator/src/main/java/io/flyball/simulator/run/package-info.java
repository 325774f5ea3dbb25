/** A run: a plant, its load and who decides, from a beginning to an end, and what came of it. */
package io.flyball.simulator.run;
