package io.flyball.server.history;

import io.flyball.protocol.message.HistoryProtocol.Command;
import io.flyball.protocol.message.HistoryProtocol.ReadRows;
import io.flyball.protocol.message.HistoryProtocol.ReadTick;
import io.flyball.protocol.message.HistoryProtocol.Row;
import io.flyball.protocol.message.HistoryProtocol.RowsFound;
import io.flyball.protocol.model.ServiceName;
import io.flyball.server.history.RowMerge.Merged;
import io.flyball.server.history.Scatter.Gathered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;

/** Reads a range from all live stores, page by page, and merges what they have. */
final class RowReader {
    private final ActorSystem<?> system;
    private final Supplier<Placement> placement;
    private final Duration timeout;

    RowReader(ActorSystem<?> system, Supplier<Placement> placement, Duration timeout) {
        this.system = system;
        this.placement = placement;
        this.timeout = timeout;
    }

    /**
     * What to read.
     *
     * @param node empty for all
     */
    record Range(ServiceName service, String node, Instant from, Instant to, int limit) {
        Range after(long tick) {
            return new Range(service, node, Instant.ofEpochMilli(tick + 1), to, limit);
        }
    }

    CompletionStage<RowsFound> read(Range range) {
        return round(range, new ArrayList<>());
    }

    private CompletionStage<RowsFound> round(Range range, List<Row> found) {
        int wanted = range.limit() - found.size();
        Placement now = placement.get();
        return Scatter.<RowsFound>ask(now, store -> page(store, range, wanted), RowsFound::problem)
                .thenCompose(gathered -> {
                    Merged merged = RowMerge.merge(gathered.answers());
                    found.addAll(merged.rows());
                    boolean more = merged.truncated()
                            && merged.through() + 1 < range.to().toEpochMilli();
                    if (more
                            && found.size() < range.limit()
                            && gathered.problems().isEmpty()) {
                        return round(range.after(merged.through()), found);
                    }
                    return CompletableFuture.completedFuture(finished(range, found, more, gathered));
                });
    }

    private static RowsFound finished(Range range, List<Row> found, boolean more, Gathered<RowsFound> last) {
        List<Row> rows = RowMerge.firstTicks(found, range.limit());
        return new RowsFound(rows, more || rows.size() < found.size(), Partial.say(last));
    }

    /** A page that ends at a whole tick, whatever the number of nodes that share it. */
    private CompletionStage<RowsFound> page(ActorRef<Command> store, Range range, int wanted) {
        return AskPattern.<Command, RowsFound>ask(
                        store,
                        replyTo ->
                                new ReadRows(range.service(), range.node(), range.from(), range.to(), wanted, replyTo),
                        timeout,
                        system.scheduler())
                .thenCompose(page -> page.truncated() && sameTick(page.rows())
                        ? restOfTick(store, range, new ArrayList<>(page.rows()))
                        : CompletableFuture.completedFuture(page));
    }

    private CompletionStage<RowsFound> restOfTick(ActorRef<Command> store, Range range, List<Row> found) {
        Row last = found.get(found.size() - 1);
        return AskPattern.<Command, RowsFound>ask(
                        store,
                        replyTo -> new ReadTick(
                                range.service(), last.sample().at(), last.node().value(), replyTo),
                        timeout,
                        system.scheduler())
                .thenCompose(page -> {
                    found.addAll(page.rows());
                    return page.truncated()
                            ? restOfTick(store, range, found)
                            : CompletableFuture.completedFuture(new RowsFound(found, true, page.problem()));
                });
    }

    private static boolean sameTick(List<Row> rows) {
        return RowMerge.tick(rows.get(0)) == RowMerge.lastTick(rows);
    }
}
