package io.flyball.server.history;

import io.flyball.protocol.message.HistoryProtocol.AppendDecisions;
import io.flyball.protocol.message.HistoryProtocol.AppendRows;
import io.flyball.protocol.message.HistoryProtocol.Command;
import io.flyball.protocol.message.HistoryProtocol.DecisionsFound;
import io.flyball.protocol.message.HistoryProtocol.FindDecision;
import io.flyball.protocol.message.HistoryProtocol.Internal;
import io.flyball.protocol.message.HistoryProtocol.ReadDecisions;
import io.flyball.protocol.message.HistoryProtocol.ReadRows;
import io.flyball.protocol.message.HistoryProtocol.ReadTick;
import io.flyball.protocol.message.HistoryProtocol.RowsFound;
import io.flyball.protocol.message.HistoryProtocol.StoredDecision;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import io.flyball.server.history.SampleStore.Page;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;

/**
 * A member's store as seen by all members. It never blocks: everything goes to the {@link StoreThread}, and whoever
 * asks while that one's queue is full is told "busy" at once. Its name is {@code history-<store id>}, so that others
 * know from a listing which store it is.
 */
final class HistoryActor extends AbstractBehavior<Command> {
    static final ServiceKey<Command> KEY = ServiceKey.create(Command.class, "history");
    static final Duration RETENTION_EVERY = Duration.ofMinutes(10);
    private static final String NAME_PREFIX = "history-";
    private static final String BUSY = "busy";

    private final StoreThread store;
    private final Duration retention;
    private final InstantSource clock;

    private HistoryActor(ActorContext<Command> context, StoreThread store, Duration retention, InstantSource clock) {
        super(context);
        this.store = store;
        this.retention = retention;
        this.clock = clock;
    }

    static Behavior<Command> create(StoreThread store, Duration retention, InstantSource clock) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(Tick.RETENTION, Duration.ZERO, RETENTION_EVERY);
            timers.startTimerWithFixedDelay(Tick.PROBE, StoreOptions.PROBE_EVERY);
            context.getSystem().receptionist().tell(Receptionist.register(KEY, context.getSelf()));
            return new HistoryActor(context, store, retention, clock);
        }));
    }

    static String name(String storeId) {
        return NAME_PREFIX + storeId;
    }

    static String storeId(ActorRef<Command> ref) {
        return ref.path().name().substring(NAME_PREFIX.length());
    }

    /** Timers. */
    private enum Tick implements Internal {
        RETENTION,
        PROBE
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(AppendRows.class, this::onAppendRows)
                .onMessage(AppendDecisions.class, this::onAppendDecisions)
                .onMessage(ReadRows.class, this::onReadRows)
                .onMessage(ReadTick.class, this::onReadTick)
                .onMessage(ReadDecisions.class, this::onReadDecisions)
                .onMessage(FindDecision.class, this::onFindDecision)
                .onMessageEquals(Tick.RETENTION, this::onRetention)
                .onMessageEquals(Tick.PROBE, this::onProbe)
                .onSignal(PostStop.class, stopped -> onStop())
                .build();
    }

    private Behavior<Command> onAppendRows(AppendRows append) {
        store.append(append.rows(), List.of(), append.replyTo()::tell);
        return this;
    }

    private Behavior<Command> onAppendDecisions(AppendDecisions append) {
        store.append(List.of(), append.decisions(), append.replyTo()::tell);
        return this;
    }

    private Behavior<Command> onReadRows(ReadRows read) {
        Optional<NodeId> node = read.node().isEmpty() ? Optional.empty() : Optional.of(new NodeId(read.node()));
        answerRows(
                read.replyTo(),
                open -> open.read(
                        read.service(), node, read.from(), read.to(), Math.max(1, read.limit()), RowSize.MOST_BYTES));
        return this;
    }

    private Behavior<Command> onReadTick(ReadTick read) {
        answerRows(
                read.replyTo(),
                open -> open.readTick(read.service(), read.tick(), read.afterNode(), RowSize.MOST_BYTES));
        return this;
    }

    private Behavior<Command> onReadDecisions(ReadDecisions read) {
        answerDecisions(read.replyTo(), open -> {
            Optional<ServiceName> service =
                    read.service().isEmpty() ? Optional.empty() : Optional.of(new ServiceName(read.service()));
            Optional<DecisionPosition> before =
                    read.beforeId().isEmpty() ? Optional.empty() : Optional.of(position(open, read.beforeId()));
            return open.decisions(service, before, Math.max(1, read.limit()), RowSize.MOST_BYTES);
        });
        return this;
    }

    private Behavior<Command> onFindDecision(FindDecision find) {
        answerDecisions(
                find.replyTo(), open -> open.decision(find.id()).map(List::of).orElse(List.of()));
        return this;
    }

    private Behavior<Command> onRetention() {
        store.execute(open -> open.dropBefore(clock.instant().minus(retention)));
        return this;
    }

    private Behavior<Command> onProbe() {
        store.execute(SampleStore::recover);
        return this;
    }

    private Behavior<Command> onStop() {
        store.close();
        return this;
    }

    private static DecisionPosition position(SampleStore open, String before) {
        return DecisionPosition.parse(before)
                .or(() -> open.decision(before).map(DecisionPosition::of))
                .orElseThrow(() -> new StoreException("decision " + before + ": is not known here"));
    }

    private void answerRows(ActorRef<RowsFound> replyTo, Function<SampleStore, Page> question) {
        boolean taken = store.execute(open -> {
            try {
                Page page = question.apply(open);
                replyTo.tell(new RowsFound(page.rows(), page.truncated(), ""));
            } catch (RuntimeException e) {
                replyTo.tell(new RowsFound(List.of(), false, String.valueOf(e.getMessage())));
            }
        });
        if (!taken) {
            replyTo.tell(new RowsFound(List.of(), false, BUSY));
        }
    }

    private void answerDecisions(
            ActorRef<DecisionsFound> replyTo, Function<SampleStore, List<StoredDecision>> question) {
        boolean taken = store.execute(open -> {
            try {
                replyTo.tell(new DecisionsFound(question.apply(open), ""));
            } catch (RuntimeException e) {
                replyTo.tell(new DecisionsFound(List.of(), String.valueOf(e.getMessage())));
            }
        });
        if (!taken) {
            replyTo.tell(new DecisionsFound(List.of(), BUSY));
        }
    }
}
