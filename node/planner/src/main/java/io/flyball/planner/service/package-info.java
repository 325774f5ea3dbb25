/**
 * The planner of one service: what it knows ({@code PlannerState}, pure) and the actor around it. Decisions come from
 * {@code io.flyball.policy}; nothing here but the actor may know Pekko, and nothing may read a clock.
 */
package io.flyball.planner.service;
