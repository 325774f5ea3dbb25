package io.flyball.server.history;

import io.flyball.protocol.message.HistoryProtocol.Appended;
import io.flyball.protocol.message.HistoryProtocol.Command;
import io.flyball.protocol.message.HistoryProtocol.NotStored;
import io.flyball.protocol.model.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;

/** Carries out one {@link CopyState}: answers come on any thread, one at a time. */
final class CopyRun {
    private final ActorSystem<?> system;
    private final Map<String, ActorRef<Command>> stores;
    private final Function<ActorRef<Appended>, Command> message;
    private final Duration patience;
    private final CompletableFuture<Void> result = new CompletableFuture<>();
    private CopyState state;

    private CopyRun(
            ActorSystem<?> system,
            Map<String, ActorRef<Command>> stores,
            Function<ActorRef<Appended>, Command> message,
            Duration patience) {
        this.system = system;
        this.stores = stores;
        this.message = message;
        this.patience = patience;
    }

    /** @param patience with one store before the next one is asked */
    static CompletionStage<Void> start(
            ActorSystem<?> system,
            Map<String, ActorRef<Command>> stores,
            Step<CopyState, CopyState.Effect> first,
            Function<ActorRef<Appended>, Command> message,
            Duration patience) {
        CopyRun run = new CopyRun(system, stores, message, patience);
        synchronized (run) {
            run.state = first.next();
        }
        run.act(first.effects());
        return run.result;
    }

    private void act(List<CopyState.Effect> effects) {
        for (CopyState.Effect effect : effects) {
            if (effect instanceof CopyState.Ask ask) {
                ask(ask.store());
            } else if (effect instanceof CopyState.Fail fail) {
                result.completeExceptionally(new StoreException(fail.reason()));
            } else {
                result.complete(null);
            }
        }
    }

    private void ask(String store) {
        AskPattern.ask(stores.get(store), message::apply, patience, system.scheduler())
                .whenComplete((answer, failure) -> answered(store, answer, failure));
    }

    private void answered(String store, Appended answer, Throwable failure) {
        Step<CopyState, CopyState.Effect> step;
        synchronized (this) {
            if (failure != null) {
                step = state.onFailed(store, "no answer in " + patience.toMillis() + " ms");
            } else if (answer instanceof NotStored refusal) {
                step = state.onFailed(store, refusal.reason());
            } else {
                step = state.onStored();
            }
            state = step.next();
        }
        act(step.effects());
    }
}
