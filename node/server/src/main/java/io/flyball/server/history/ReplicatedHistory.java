package io.flyball.server.history;

import io.flyball.planner.port.ControlStore;
import io.flyball.protocol.message.HistoryProtocol.AppendDecisions;
import io.flyball.protocol.message.HistoryProtocol.AppendRows;
import io.flyball.protocol.message.HistoryProtocol.Appended;
import io.flyball.protocol.message.HistoryProtocol.Command;
import io.flyball.protocol.message.HistoryProtocol.DecisionsFound;
import io.flyball.protocol.message.HistoryProtocol.Row;
import io.flyball.protocol.message.HistoryProtocol.RowsFound;
import io.flyball.protocol.message.HistoryProtocol.StoredDecision;
import io.flyball.protocol.model.DecisionRecord;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * History over all members. A row goes to the stores that win its shard ({@link Rendezvous}), a stand-in takes the
 * place of one that fails, and the append completes when enough copies are on disk ({@link Placement#required}). Reads
 * ask every live store and merge, so that rows on stand-ins are found too.
 */
public final class ReplicatedHistory implements History {
    private static final Logger LOG = LoggerFactory.getLogger(ReplicatedHistory.class);
    /** Rows on their way; more is answered with a failure at once. */
    private static final int MOST_ROWS_UNDER_WAY = 65_536;

    private static final int LARGEST_DECISION = 128 << 10;
    private static final Duration BEFORE_STAND_IN = Duration.ofSeconds(1);

    private final ActorSystem<?> system;
    private final HistorySettings settings;
    private final CopyRun.Patience patience;
    private final AtomicInteger rowsUnderWay = new AtomicInteger();
    private final RowReader rows;
    private final DecisionReader decisions;
    private final ActorRef<DecisionOutbox.Command> outbox;
    private volatile Placement placement = Placement.unrecorded(Map.of());

    private ReplicatedHistory(ActorSystem<?> system, HistorySettings settings, InstantSource clock) {
        this.system = system;
        this.settings = settings;
        Duration third = settings.timeout().dividedBy(3);
        Duration one = third.compareTo(BEFORE_STAND_IN) < 0 ? third : BEFORE_STAND_IN;
        patience = new CopyRun.Patience(one, settings.timeout());
        rows = new RowReader(system, () -> placement, settings.timeout());
        decisions = new DecisionReader(system, () -> placement, settings.timeout());
        outbox = system.systemActorOf(DecisionOutbox.create(this::store, clock), "history-decisions", Props.empty());
    }

    /**
     * Opens this member's store, which blocks for as long as its log has to be replayed, and joins it to the others.
     * The store is closed by the coordinated shutdown of {@code system}. Fails with a {@link StoreException} that says
     * what to do when the store cannot be opened.
     */
    public static History start(ActorSystem<?> system, HistorySettings settings, ControlStore control) {
        return start(system, settings, control, StoreOptions.DEFAULT, InstantSource.system());
    }

    static ReplicatedHistory start(
            ActorSystem<?> system,
            HistorySettings settings,
            ControlStore control,
            StoreOptions options,
            InstantSource clock) {
        StoreThread store = StoreThread.open(() -> RocksSampleStore.open(settings.directory(), options));
        closeWithSystem(system, store);
        String id = store.storeId();
        ReplicatedHistory history = new ReplicatedHistory(system, settings, clock);
        system.systemActorOf(
                HistoryActor.create(store, settings.retention(), clock), HistoryActor.name(id), Props.empty());
        system.systemActorOf(
                PlacementKeeper.create(id, control, now -> history.placement = now, clock),
                "history-placement",
                Props.empty());
        return history;
    }

    @Override
    public CompletionStage<Void> append(List<Row> appended) {
        try {
            appended.forEach(row -> StoreKeys.tick(row.sample().at()));
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
        int size = appended.size();
        if (rowsUnderWay.addAndGet(size) > MOST_ROWS_UNDER_WAY) {
            rowsUnderWay.addAndGet(-size);
            return CompletableFuture.failedFuture(
                    new StoreException("history is busy: " + MOST_ROWS_UNDER_WAY + " rows are on their way"));
        }
        return copies(
                        appended,
                        row -> Rendezvous.shard(row.service(), row.node()),
                        RowSize::of,
                        batch -> replyTo -> new AppendRows(batch, replyTo))
                .whenComplete((done, failure) -> rowsUnderWay.addAndGet(-size));
    }

    @Override
    public void remember(DecisionRecord decision, long version) {
        byte[] json = DecisionJson.write(decision);
        if (json.length > LARGEST_DECISION) {
            LOG.error("decision {} = {} bytes: must be at most {}", decision.id(), json.length, LARGEST_DECISION);
            return;
        }
        outbox.tell(new DecisionOutbox.Remember(new StoredDecision(decision.service(), decision.id(), version, json)));
    }

    @Override
    public CompletionStage<RowsFound> read(
            ServiceName service, Optional<NodeId> node, Instant from, Instant to, int limit) {
        String only = node.map(NodeId::value).orElse("");
        return rows.read(new RowReader.Range(service, only, from, to, Math.max(1, limit)));
    }

    @Override
    public CompletionStage<DecisionsFound> decisions(
            Optional<ServiceName> service, Optional<String> beforeId, int limit) {
        return decisions.read(service, beforeId, Math.max(1, limit));
    }

    @Override
    public CompletionStage<Optional<StoredDecision>> decision(String id) {
        return decisions.find(id).thenApply(found -> {
            if (found.decisions().isEmpty() && !found.problem().isEmpty()) {
                throw new StoreException("decision " + id + " was not found; " + found.problem());
            }
            return found.decisions().stream().findFirst();
        });
    }

    /** What this member knows now of where copies go. */
    Placement placement() {
        return placement;
    }

    private CompletionStage<Void> store(List<StoredDecision> batch) {
        return copies(
                batch,
                decision -> Rendezvous.shard(decision.service()),
                RowSize::of,
                part -> replyTo -> new AppendDecisions(part, replyTo));
    }

    /** Everything that goes to the same stores in one message, as far as it fits. */
    private <T> CompletionStage<Void> copies(
            List<T> items,
            ToIntFunction<T> shard,
            ToIntFunction<T> size,
            Function<List<T>, Function<ActorRef<Appended>, Command>> message) {
        Placement now = placement;
        if (!now.recorded()) {
            return CompletableFuture.failedFuture(
                    new StoreException("the placement of history is not known yet; try again"));
        }
        Map<List<String>, List<T>> byStores = new LinkedHashMap<>();
        for (T item : items) {
            byStores.computeIfAbsent(now.candidates(shard.applyAsInt(item)), unused -> new ArrayList<>())
                    .add(item);
        }
        List<CompletableFuture<Void>> parts = new ArrayList<>();
        byStores.forEach((stores, all) ->
                Batches.split(all, size).forEach(batch -> parts.add(copy(now, stores, message.apply(batch)))));
        return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> copy(
            Placement now, List<String> stores, Function<ActorRef<Appended>, Command> message) {
        CopyState.Copies copies = new CopyState.Copies(settings.copies(), now.required(settings.copies()));
        try {
            return CopyRun.start(system, now.live(), CopyState.start(copies, stores), message, patience)
                    .toCompletableFuture();
        } catch (IllegalStateException e) { // the scheduler of a system that ends
            return CompletableFuture.failedFuture(new StoreException("history is closing", e));
        }
    }

    private static void closeWithSystem(ActorSystem<?> system, StoreThread store) {
        CoordinatedShutdown.get(system)
                .addTask(
                        CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
                        "close-history",
                        () -> CompletableFuture.supplyAsync(() -> {
                            store.close();
                            return Done.done();
                        }));
    }
}
