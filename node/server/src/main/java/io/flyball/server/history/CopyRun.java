package io.flyball.server.history;

import io.flyball.protocol.message.HistoryProtocol.Appended;
import io.flyball.protocol.message.HistoryProtocol.Command;
import io.flyball.protocol.message.HistoryProtocol.NotStored;
import io.flyball.protocol.model.Step;
import io.flyball.server.history.CopyState.Effect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;

/** Carries out one {@link CopyState}: answers and timers come on any thread, and change it one at a time. */
final class CopyRun {
    private final ActorSystem<?> system;
    private final Map<String, ActorRef<Command>> stores;
    private final Function<ActorRef<Appended>, Command> message;
    private final Patience patience;
    private final CompletableFuture<Void> result = new CompletableFuture<>();
    private CopyState state;

    private CopyRun(
            ActorSystem<?> system,
            Map<String, ActorRef<Command>> stores,
            Function<ActorRef<Appended>, Command> message,
            Patience patience) {
        this.system = system;
        this.stores = stores;
        this.message = message;
        this.patience = patience;
    }

    /**
     * How long an append may take.
     *
     * @param one with one store before a stand-in is asked as well
     * @param all until it fails
     */
    record Patience(Duration one, Duration all) {}

    static CompletionStage<Void> start(
            ActorSystem<?> system,
            Map<String, ActorRef<Command>> stores,
            Step<CopyState, Effect> first,
            Function<ActorRef<Appended>, Command> message,
            Patience patience) {
        CopyRun run = new CopyRun(system, stores, message, patience);
        synchronized (run) {
            run.state = first.next();
        }
        Cancellable deadline = run.after(patience.all(), CopyState::onDeadline);
        run.result.whenComplete((done, failure) -> deadline.cancel());
        run.act(first.effects());
        return run.result;
    }

    private void act(List<Effect> effects) {
        for (Effect effect : effects) {
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
        Cancellable slow = after(patience.one(), now -> now.onSlow(store));
        AskPattern.ask(stores.get(store), message::apply, patience.all(), system.scheduler())
                .whenComplete((answer, failure) -> {
                    slow.cancel();
                    change(now -> answered(now, store, answer, failure));
                });
    }

    private static Step<CopyState, Effect> answered(CopyState now, String store, Appended answer, Throwable failure) {
        if (failure != null) {
            return now.onFailed(store, "no answer");
        }
        return answer instanceof NotStored refusal ? now.onFailed(store, refusal.reason()) : now.onStored(store);
    }

    private Cancellable after(Duration delay, Function<CopyState, Step<CopyState, Effect>> transition) {
        return system.scheduler().scheduleOnce(delay, () -> change(transition), system.executionContext());
    }

    private void change(Function<CopyState, Step<CopyState, Effect>> transition) {
        Step<CopyState, Effect> step;
        synchronized (this) {
            step = transition.apply(state);
            state = step.next();
        }
        act(step.effects());
    }
}
