package io.flyball.planner.port;

import io.flyball.protocol.model.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What history remembers of the load of a service, for a planner that was not there. */
@FunctionalInterface
public interface RecordedLoad {
    /** Remembers nothing: forecasts begin with what the planner sees itself. */
    RecordedLoad NONE = (service, metric, from, to, bucket) ->
            CompletableFuture.completedFuture(new Totals(List.of(), new double[0]));

    /**
     * Sums of {@code metric} over the nodes, about one for each {@code bucket} of time, newest first, as many as are found
     * within bounds of the implementation. May take minutes; never blocks.
     */
    CompletionStage<Totals> totals(ServiceName service, String metric, Instant from, Instant to, Duration bucket);

    /** @param loads as many as times; NaN where a node that was there before and after is missing */
    record Totals(List<Instant> at, double[] loads) {}
}
