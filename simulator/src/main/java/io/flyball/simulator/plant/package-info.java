/** What is controlled: virtual services whose instances start, carry load, report and obey. */
package io.flyball.simulator.plant;
