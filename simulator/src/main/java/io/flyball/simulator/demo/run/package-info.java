/** Starts the processes of the demo, tells what they decide, and proves what was seen. Talks to them over HTTP and files only. */
package io.flyball.simulator.demo.run;
