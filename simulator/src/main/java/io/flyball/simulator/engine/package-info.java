/** What makes a simulated run repeatable: virtual time and named streams of random numbers. */
package io.flyball.simulator.engine;
