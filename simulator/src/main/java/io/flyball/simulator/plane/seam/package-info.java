/** Where planted bugs are put in: decorators around the production code, and nothing else. */
package io.flyball.simulator.plane.seam;
