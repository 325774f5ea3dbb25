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
import org.apache.pekko.cluster.ddata.Key;
import org.apache.pekko.cluster.ddata.LWWRegister;
import org.apache.pekko.cluster.ddata.ReplicatedData;
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

    private record Changed(Replicator.SubscribeResponse<ReplicatedData> response) implements Command {}

    private final ConcurrentNavigableMap<String, Entry> known;
    private final ReplicatorMessageAdapter<Command, ReplicatedData> replicated;
    private final Set<String> followed = new HashSet<>();
    private final Map<Object, Watch> watches = new HashMap<>();

    private ControlMirror(
            ActorContext<Command> context,
            ActorRef<Replicator.Command> replicator,
            ConcurrentNavigableMap<String, Entry> known) {
        super(context);
        this.known = known;
        // One adapter for indexes and entries: an actor has one adapter per class of message, the last one made.
        this.replicated = new ReplicatorMessageAdapter<>(context, replicator, DdataControlStore.ASK_WITHIN);
        for (int number = 0; number < ControlKeys.INDEXES; number++) {
            subscribe(ControlKeys.index(number));
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
                .onMessage(Changed.class, this::onChanged)
                .onMessage(Watch.class, this::onWatch)
                .onMessage(Unwatch.class, this::onUnwatch)
                .build();
    }

    @SuppressWarnings("unchecked") // keys are covariant in Scala; what a change holds is looked at before it is used
    private void subscribe(Key<? extends ReplicatedData> key) {
        replicated.subscribe((Key<ReplicatedData>) key, Changed::new);
    }

    private Behavior<Command> onChanged(Changed message) {
        if (message.response() instanceof Replicator.Changed<ReplicatedData> changed) {
            ReplicatedData value = changed.dataValue();
            if (value instanceof GSet<?> index) {
                index.getElements().forEach(key -> follow(key.toString()));
            } else if (value instanceof LWWRegister<?> register && register.getValue() instanceof Entry entry) {
                learn(entry);
            }
        }
        return this;
    }

    private void follow(String key) {
        if (followed.add(key)) {
            subscribe(ControlKeys.register(key));
        }
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
