/** Open-loop load that follows a day and measures from intended start times. Must not wait for the service it measures. */
package io.flyball.simulator.demo.load;
