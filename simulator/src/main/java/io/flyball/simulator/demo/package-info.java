/** The one-command demo: a real service, an honest load, and the run that watches Flyball repair it. */
package io.flyball.simulator.demo;
