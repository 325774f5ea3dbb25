/**
 * How many instances a load needs, with which pools and heap, at what cost, and what gives way first: numbers from what was
 * measured or stated, each with where it came from. No terminal, no files, no clock.
 */
package io.flyball.simulator.capacity;
