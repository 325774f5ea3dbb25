package io.flyball.planner.control;

import io.flyball.planner.port.ControlStore;
import io.flyball.protocol.message.ControlProtocol;
import io.flyball.protocol.message.ControlProtocol.Command;
import io.flyball.protocol.message.ControlProtocol.Delete;
import io.flyball.protocol.message.ControlProtocol.Entry;
import io.flyball.protocol.message.ControlProtocol.Get;
import io.flyball.protocol.message.ControlProtocol.NotDurable;
import io.flyball.protocol.message.ControlProtocol.Put;
import io.flyball.protocol.message.ControlProtocol.Reply;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.StashBuffer;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/**
 * The one writer of one key. Every call reads by majority, decides, writes by majority and only then answers; calls wait
 * for each other. Keeps nothing between calls, so that it may be stopped and started anywhere.
 */
public final class ControlKeeper extends AbstractBehavior<Command> {
    public static final EntityTypeKey<Command> TYPE_KEY = EntityTypeKey.create(Command.class, "control");

    /** Most calls that wait for one key; further ones are told to repeat. */
    private static final int MOST_WAITING = 100;

    private record Done(Reply reply, ActorRef<Reply> replyTo) implements ControlProtocol.Internal {}

    private final String key;
    private final ControlStore store;
    private final InstantSource clock;
    private final StashBuffer<Command> waiting;
    private boolean busy;

    private ControlKeeper(
            ActorContext<Command> context,
            String key,
            ControlStore store,
            InstantSource clock,
            StashBuffer<Command> waiting) {
        super(context);
        this.key = key;
        this.store = store;
        this.clock = clock;
        this.waiting = waiting;
    }

    public static Behavior<Command> create(String key, ControlStore store, InstantSource clock) {
        return Behaviors.setup(context ->
                Behaviors.withStash(MOST_WAITING, waiting -> new ControlKeeper(context, key, store, clock, waiting)));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Done.class, this::onDone)
                .onMessage(Get.class, get -> begin(get, get.replyTo()))
                .onMessage(Put.class, put -> begin(put, put.replyTo()))
                .onMessage(Delete.class, delete -> begin(delete, delete.replyTo()))
                .build();
    }

    private Behavior<Command> begin(Command call, ActorRef<Reply> replyTo) {
        if (!busy) {
            busy = true;
            CompletionStage<Reply> answer = store.read(key).thenCompose(found -> answer(call, found));
            getContext().pipeToSelf(answer, (reply, failure) -> new Done(orNotDurable(reply, failure), replyTo));
        } else if (waiting.isFull()) {
            replyTo.tell(new NotDurable("more than " + MOST_WAITING + " calls wait for " + key));
        } else {
            waiting.stash(call);
        }
        return this;
    }

    private Behavior<Command> onDone(Done done) {
        busy = false;
        done.replyTo().tell(done.reply());
        return waiting.isEmpty() ? this : waiting.unstash(this, 1, call -> call);
    }

    private static Reply orNotDurable(Reply reply, Throwable failure) {
        return failure == null ? reply : new NotDurable(String.valueOf(failure.getMessage()));
    }

    private CompletionStage<Reply> answer(Command call, Optional<Entry> found) {
        ControlChange.Outcome outcome = ControlChange.decide(key, call, found, clock.millis());
        if (outcome.write().isEmpty()) {
            return CompletableFuture.completedFuture(outcome.reply());
        }
        return store.write(outcome.write().get()).thenApply(written -> outcome.reply());
    }
}
