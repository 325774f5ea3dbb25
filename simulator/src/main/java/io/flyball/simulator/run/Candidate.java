package io.flyball.simulator.run;

import io.flyball.simulator.controller.Controller;
import java.util.function.Function;

/**
 * Somebody who could decide.
 *
 * @param name told in results
 * @param maker gives a new controller for each run: they remember
 */
public record Candidate(String name, Function<Stage, Controller> maker) {}
