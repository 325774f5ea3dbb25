package io.flyball.server.control;

import io.flyball.protocol.message.ControlProtocol.Entry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.cluster.ddata.GSet;
import org.apache.pekko.cluster.ddata.LWWRegister;
import org.apache.pekko.cluster.ddata.typed.javadsl.Replicator;
import org.apache.pekko.cluster.ddata.typed.javadsl.ReplicatorMessageAdapter;

/**
 * What this member knows of the control state: follows every key and tells watchers. The newest entry of each key is
 * also in {@code known}, which others read without asking; this actor alone writes it.
 */
final class ControlMirror extends AbstractBehavior<ControlMirror.Command> {
    /** Messages of the mirror; none leaves the member. */
    sealed interface Command {}

    /** A read or write showed this entry; sooner than the replicator tells. */
    record Learned(Entry entry) implements Command {}

    record Watch(Object id, String prefix, Consumer<Entry> listener) implements Command {}

    record Unwatch(Object id) implements Command {}

    private record IndexChanged(Replicator.SubscribeResponse<GSet<String>> response) implements Command {}

    private record EntryChanged(Replicator.SubscribeResponse<LWWRegister<Entry>> response) implements Command {}

    private final ConcurrentNavigableMap<String, Entry> known;
    private final ReplicatorMessageAdapter<Command, LWWRegister<Entry>> entries;
    private final Set<String> followed = new HashSet<>();
    private final Map<Object, Watch> watches = new HashMap<>();

    private ControlMirror(
            ActorContext<Command> context,
            ActorRef<Replicator.Command> replicator,
            ConcurrentNavigableMap<String, Entry> known) {
        super(context);
        this.known = known;
        this.entries = new ReplicatorMessageAdapter<>(context, replicator, DdataControlStore.ASK_WITHIN);
        ReplicatorMessageAdapter<Command, GSet<String>> indexes =
                new ReplicatorMessageAdapter<>(context, replicator, DdataControlStore.ASK_WITHIN);
        for (int number = 0; number < ControlKeys.INDEXES; number++) {
            indexes.subscribe(ControlKeys.index(number), IndexChanged::new);
        }
    }

    static Behavior<Command> create(
            ActorRef<Replicator.Command> replicator, ConcurrentNavigableMap<String, Entry> known) {
        return Behaviors.setup(context -> new ControlMirror(context, replicator, known));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Learned.class, learned -> learn(learned.entry()))
                .onMessage(IndexChanged.class, this::onIndex)
                .onMessage(EntryChanged.class, this::onEntry)
                .onMessage(Watch.class, this::onWatch)
                .onMessage(Unwatch.class, this::onUnwatch)
                .build();
    }

    private Behavior<Command> onIndex(IndexChanged message) {
        if (message.response() instanceof Replicator.Changed<GSet<String>> changed) {
            changed.dataValue().getElements().forEach(this::follow);
        }
        return this;
    }

    private void follow(String key) {
        if (followed.add(key)) {
            entries.subscribe(ControlKeys.register(key), EntryChanged::new);
        }
    }

    private Behavior<Command> onEntry(EntryChanged message) {
        if (message.response() instanceof Replicator.Changed<LWWRegister<Entry>> changed) {
            learn(changed.dataValue().getValue());
        }
        return this;
    }

    private Behavior<Command> learn(Entry entry) {
        Entry before = known.get(entry.key());
        if (before == null || ControlKeys.stamp(entry) > ControlKeys.stamp(before)) {
            known.put(entry.key(), entry);
            watches.values().stream()
                    .filter(watch -> entry.key().startsWith(watch.prefix()))
                    .forEach(watch -> tell(watch, entry));
        }
        return this;
    }

    private Behavior<Command> onWatch(Watch watch) {
        watches.put(watch.id(), watch);
        DdataControlStore.withPrefix(known, watch.prefix()).values().forEach(entry -> tell(watch, entry));
        return this;
    }

    private Behavior<Command> onUnwatch(Unwatch unwatch) {
        watches.remove(unwatch.id());
        return this;
    }

    private void tell(Watch watch, Entry entry) {
        try {
            watch.listener().accept(entry);
        } catch (RuntimeException e) {
            getContext().getLog().error("a watcher of {} failed with {}", watch.prefix(), entry.key(), e);
        }
    }
}
