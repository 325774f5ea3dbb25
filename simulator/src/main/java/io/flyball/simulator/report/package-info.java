/** Numbers and pages about runs: JSON, HTML, statistics over seeds. No terminal, no clock, no file names. */
package io.flyball.simulator.report;
