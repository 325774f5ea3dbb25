package io.flyball.planner.service;

import io.flyball.planner.optimizer.OptimizerAnswer;
import io.flyball.planner.port.ControlStore;
import io.flyball.planner.port.DecisionLog;
import io.flyball.planner.port.Directives;
import io.flyball.planner.port.RecordedLoad;
import io.flyball.policy.optimizer.ServiceWindow;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;

/**
 * What a planner needs of its member.
 *
 * @param nanos monotonic clock
 * @param member name of this member
 * @param optimizers that policies may name; an answer never comes exceptionally
 */
public record PlannerPorts(
        ControlStore control,
        Directives directives,
        DecisionLog decisions,
        RecordedLoad loads,
        InstantSource clock,
        LongSupplier nanos,
        String member,
        BiFunction<String, ServiceWindow, CompletionStage<OptimizerAnswer>> optimizers) {
    /** Without optimizers and without history. */
    public PlannerPorts(
            ControlStore control,
            Directives directives,
            DecisionLog decisions,
            InstantSource clock,
            LongSupplier nanos,
            String member) {
        this(
                control,
                directives,
                decisions,
                RecordedLoad.NONE,
                clock,
                nanos,
                member,
                (optimizer, window) -> CompletableFuture.completedFuture(
                        new OptimizerAnswer.Unavailable(optimizer, "this member has no optimizers")));
    }
}
