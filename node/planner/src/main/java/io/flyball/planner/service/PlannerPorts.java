package io.flyball.planner.service;

import io.flyball.planner.port.ControlStore;
import io.flyball.planner.port.DecisionLog;
import io.flyball.planner.port.Directives;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What a planner needs of its member.
 *
 * @param nanos monotonic clock
 * @param member name of this member
 */
public record PlannerPorts(
        ControlStore control,
        Directives directives,
        DecisionLog decisions,
        InstantSource clock,
        LongSupplier nanos,
        String member) {}
