package io.flyball.server.control;

import io.flyball.planner.port.ControlStore;
import io.flyball.protocol.message.ControlProtocol.Entry;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.cluster.ddata.GSet;
import org.apache.pekko.cluster.ddata.Key;
import org.apache.pekko.cluster.ddata.LWWRegister;
import org.apache.pekko.cluster.ddata.ReplicatedData;
import org.apache.pekko.cluster.ddata.SelfUniqueAddress;
import org.apache.pekko.cluster.ddata.typed.javadsl.DistributedData;
import org.apache.pekko.cluster.ddata.typed.javadsl.Replicator;

/** Control state in Distributed Data: reads and writes by majority; a write counts once a majority has it on disk. */
public final class DdataControlStore implements ControlStore {
    static final Duration ASK_WITHIN = Duration.ofSeconds(6);

    private static final Duration READ_WITHIN = Duration.ofSeconds(3);
    private static final Duration WRITE_WITHIN = Duration.ofSeconds(4);

    private final ActorSystem<?> system;
    private final ActorRef<Replicator.Command> replicator;
    private final SelfUniqueAddress self;
    private final ActorRef<ControlMirror.Command> mirror;
    private final ConcurrentNavigableMap<String, Entry> known = new ConcurrentSkipListMap<>();
    private final Set<String> indexed = ConcurrentHashMap.newKeySet();

    public DdataControlStore(ActorSystem<?> system) {
        this.system = system;
        DistributedData ddata = DistributedData.get(system);
        this.replicator = ddata.replicator();
        this.self = ddata.selfUniqueAddress();
        this.mirror =
                system.systemActorOf(ControlMirror.create(replicator, known), "flyball-control-mirror", Props.empty());
    }

    @Override
    public CompletionStage<Optional<Entry>> read(String key) {
        Key<LWWRegister<Entry>> register = ControlKeys.register(key);
        CompletionStage<Replicator.GetResponse<LWWRegister<Entry>>> answer = AskPattern.ask(
                replicator,
                replyTo -> new Replicator.Get<>(register, new Replicator.ReadMajority(READ_WITHIN), replyTo),
                ASK_WITHIN,
                system.scheduler());
        return answer.thenCompose(response -> {
            if (response instanceof Replicator.GetSuccess<LWWRegister<Entry>> success) {
                return completed(Optional.of(learned(success.dataValue().getValue())));
            }
            return response instanceof Replicator.NotFound
                    ? completed(Optional.empty())
                    : failed("cannot read " + key + ": no majority of members answered");
        });
    }

    @Override
    public CompletionStage<Entry> write(Entry entry) {
        return index(entry.key())
                .thenCompose(done -> update(
                        ControlKeys.register(entry.key()),
                        LWWRegister.create(self, entry, ControlKeys.BY_REVISION),
                        register -> replace(register, entry)))
                .thenApply(done -> learned(entry));
    }

    /** What is stored already may be written again, what is older may not. */
    private LWWRegister<Entry> replace(LWWRegister<Entry> register, Entry entry) {
        if (register.getValue().equals(entry)) {
            return register;
        }
        if (register.timestamp() >= ControlKeys.stamp(entry)) {
            throw new IllegalStateException("revision " + register.getValue().revision() + " is stored by now");
        }
        return register.withValue(self, entry, ControlKeys.BY_REVISION);
    }

    @Override
    public Collection<Entry> known(String prefix) {
        return withPrefix(known, prefix).values().stream()
                .filter(entry -> !entry.deleted())
                .toList();
    }

    @Override
    public Subscription watch(String prefix, Consumer<Entry> listener) {
        Object id = new Object();
        mirror.tell(new ControlMirror.Watch(id, prefix, listener));
        return () -> mirror.tell(new ControlMirror.Unwatch(id));
    }

    static ConcurrentNavigableMap<String, Entry> withPrefix(ConcurrentNavigableMap<String, Entry> map, String prefix) {
        return map.subMap(prefix, true, prefix + Character.MAX_VALUE, false);
    }

    private CompletionStage<Boolean> index(String key) {
        if (indexed.contains(key)) {
            return completed(true);
        }
        return update(ControlKeys.indexOf(key), GSet.<String>create(), keys -> keys.add(key))
                .thenApply(done -> indexed.add(key));
    }

    private <D extends ReplicatedData> CompletionStage<Boolean> update(Key<D> key, D initial, Function<D, D> change) {
        CompletionStage<Replicator.UpdateResponse<D>> answer = AskPattern.ask(
                replicator,
                replyTo -> new Replicator.Update<>(
                        key, initial, new Replicator.WriteMajority(WRITE_WITHIN), replyTo, change),
                ASK_WITHIN,
                system.scheduler());
        return answer.thenCompose(response -> response instanceof Replicator.UpdateSuccess
                ? completed(true)
                : failed("cannot write " + key.id() + ": " + reason(response)));
    }

    private static String reason(Replicator.UpdateResponse<?> response) {
        if (response instanceof Replicator.UpdateTimeout) {
            return "not on disk at a majority of members in time";
        }
        if (response instanceof Replicator.StoreFailure) {
            return "the disk refused it";
        }
        return response instanceof Replicator.ModifyFailure<?> failure
                ? failure.cause().getMessage()
                : response.getClass().getSimpleName();
    }

    private Entry learned(Entry entry) {
        mirror.tell(new ControlMirror.Learned(entry));
        return entry;
    }

    private static <T> CompletionStage<T> completed(T value) {
        return CompletableFuture.completedFuture(value);
    }

    private static <T> CompletionStage<T> failed(String reason) {
        return CompletableFuture.failedFuture(new ControlStoreException(reason));
    }
}
