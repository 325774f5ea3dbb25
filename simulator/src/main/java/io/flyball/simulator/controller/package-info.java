/** Who decides about a virtual service: Flyball's planner, and what it is compared with. */
package io.flyball.simulator.controller;
