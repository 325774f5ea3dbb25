package io.flyball.server.http.adapter;

import io.flyball.planner.port.ControlStore;
import io.flyball.protocol.message.ControlProtocol.Command;
import io.flyball.protocol.message.ControlProtocol.Delete;
import io.flyball.protocol.message.ControlProtocol.Entry;
import io.flyball.protocol.message.ControlProtocol.Get;
import io.flyball.protocol.message.ControlProtocol.Put;
import io.flyball.protocol.message.ControlProtocol.Reply;
import io.flyball.server.http.port.ControlKeys;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.RecipientRef;
import org.apache.pekko.actor.typed.javadsl.AskPattern;

/** The one writer of a key is the entity of that name. */
public final class ShardedControlKeys implements ControlKeys {
    private final ActorSystem<?> system;
    private final ControlStore store;
    private final Function<String, RecipientRef<Command>> keepers;
    private final Duration timeout;

    public ShardedControlKeys(
            ActorSystem<?> system,
            ControlStore store,
            Function<String, RecipientRef<Command>> keepers,
            Duration timeout) {
        this.system = system;
        this.store = store;
        this.keepers = keepers;
        this.timeout = timeout;
    }

    @Override
    public Collection<Entry> known(String prefix) {
        return store.known(prefix);
    }

    @Override
    public CompletionStage<Reply> get(String key) {
        return ask(key, Get::new);
    }

    @Override
    public CompletionStage<Reply> put(String key, String value, String author, String reason, long expectedRevision) {
        return ask(key, replyTo -> new Put(value, author, reason, expectedRevision, replyTo));
    }

    @Override
    public CompletionStage<Reply> delete(String key, String author, String reason, long expectedRevision) {
        return ask(key, replyTo -> new Delete(author, reason, expectedRevision, replyTo));
    }

    private CompletionStage<Reply> ask(String key, Function<ActorRef<Reply>, Command> message) {
        return AskPattern.ask(keepers.apply(key), message::apply, timeout, system.scheduler());
    }
}
