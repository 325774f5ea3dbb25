package io.flyball.server.history;

import io.flyball.protocol.message.HistoryProtocol.StoredDecision;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.actor.typed.pubsub.Topic;

/**
 * Decisions on their way to the stores: told to whoever watches at once, then stored, in batches, until that works or
 * they are too old. Bounded: what comes when too many wait is told but not stored, and that is logged.
 */
final class DecisionOutbox extends AbstractBehavior<DecisionOutbox.Command> {
    static final String TOPIC = "decisions";
    static final int MOST_WAITING = 10_000;
    static final Duration GIVE_UP_AFTER = Duration.ofMinutes(5);
    static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final int MOST_AT_ONCE = 64;

    private final TimerScheduler<Command> timers;
    private final Function<List<StoredDecision>, CompletionStage<Void>> store;
    private final InstantSource clock;
    private final ActorRef<Topic.Command<StoredDecision>> topic;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    /** A batch is on its way, or the pause after a failure is not over. */
    private boolean storing;

    private DecisionOutbox(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            Function<List<StoredDecision>, CompletionStage<Void>> store,
            InstantSource clock) {
        super(context);
        this.timers = timers;
        this.store = store;
        this.clock = clock;
        topic = context.spawn(Topic.create(StoredDecision.class, TOPIC), "topic");
    }

    static Behavior<Command> create(Function<List<StoredDecision>, CompletionStage<Void>> store, InstantSource clock) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new DecisionOutbox(context, timers, store, clock)));
    }

    sealed interface Command {}

    record Remember(StoredDecision decision) implements Command {}

    private record Stored(int count) implements Command {}

    private record Failed(String reason) implements Command {}

    private enum Tick implements Command {
        RETRY
    }

    private record Waiting(StoredDecision decision, Instant since) {}

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Remember.class, this::onRemember)
                .onMessage(Stored.class, this::onStored)
                .onMessage(Failed.class, this::onFailed)
                .onMessageEquals(Tick.RETRY, this::onRetry)
                .build();
    }

    private Behavior<Command> onRemember(Remember remember) {
        topic.tell(Topic.publish(remember.decision()));
        if (waiting.size() < MOST_WAITING) {
            waiting.addLast(new Waiting(remember.decision(), clock.instant()));
        } else {
            getContext()
                    .getLog()
                    .error(
                            "decision {} is lost: too many wait",
                            remember.decision().id());
        }
        return store();
    }

    private Behavior<Command> onStored(Stored stored) {
        storing = false;
        for (int i = 0; i < stored.count(); i++) {
            waiting.removeFirst();
        }
        return store();
    }

    private Behavior<Command> onFailed(Failed failed) {
        Instant oldest = clock.instant().minus(GIVE_UP_AFTER);
        int before = waiting.size();
        waiting.removeIf(entry -> entry.since().isBefore(oldest));
        int lost = before - waiting.size();
        if (lost > 0) {
            getContext().getLog().error("{} decisions are lost: not stored in {}", lost, GIVE_UP_AFTER);
        }
        getContext().getLog().warn("{} decisions wait to be stored: {}", waiting.size(), failed.reason());
        timers.startSingleTimer(Tick.RETRY, RETRY_AFTER);
        return this;
    }

    private Behavior<Command> onRetry() {
        storing = false;
        return store();
    }

    private Behavior<Command> store() {
        if (storing || waiting.isEmpty()) {
            return this;
        }
        List<StoredDecision> batch = firstBatch();
        storing = true;
        getContext()
                .pipeToSelf(
                        store.apply(batch),
                        (done, failure) ->
                                failure == null ? new Stored(batch.size()) : new Failed(failure.getMessage()));
        return this;
    }

    private List<StoredDecision> firstBatch() {
        List<StoredDecision> batch = new ArrayList<>();
        int bytes = 0;
        for (Waiting entry : waiting) {
            bytes += RowSize.of(entry.decision());
            if (!batch.isEmpty() && (bytes > RowSize.MOST_BYTES || batch.size() == MOST_AT_ONCE)) {
                break;
            }
            batch.add(entry.decision());
        }
        return batch;
    }
}
