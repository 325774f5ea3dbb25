package io.flyball.server.history;

import io.flyball.planner.port.ControlStore;
import io.flyball.protocol.message.ControlProtocol.Entry;
import io.flyball.protocol.message.HistoryProtocol;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.receptionist.Receptionist;

/**
 * Keeps this member's {@link Placement} up to date from two sources: the receptionist says which stores are reachable,
 * the control state which ever joined. The lowest reachable store writes those that joined; a write needs a majority,
 * so that no minority can write a placement of its own.
 */
final class PlacementKeeper extends AbstractBehavior<PlacementKeeper.Command> {
    static final Duration RETRY_EVERY = Duration.ofSeconds(1);

    private final String self;
    private final ControlStore control;
    private final Consumer<Placement> listener;
    private final InstantSource clock;
    private final ControlStore.Subscription watch;
    private Map<String, ActorRef<HistoryProtocol.Command>> live = Map.of();
    private Optional<Entry> record = Optional.empty();
    /** Whether a majority was heard once: until then {@link #record} may lack stores. */
    private boolean confirmed;

    private boolean busy;

    private PlacementKeeper(
            ActorContext<Command> context,
            String self,
            ControlStore control,
            Consumer<Placement> listener,
            InstantSource clock) {
        super(context);
        this.self = self;
        this.control = control;
        this.listener = listener;
        this.clock = clock;
        ActorRef<Command> me = context.getSelf();
        watch = control.watch(PlacementRecord.KEY, entry -> me.tell(new Changed(entry)));
        ActorRef<Receptionist.Listing> listings = context.messageAdapter(Receptionist.Listing.class, Listed::new);
        context.getSystem().receptionist().tell(Receptionist.subscribe(HistoryActor.KEY, listings));
    }

    static Behavior<Command> create(
            String self, ControlStore control, Consumer<Placement> listener, InstantSource clock) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(Tick.RETRY, Duration.ZERO, RETRY_EVERY);
            return new PlacementKeeper(context, self, control, listener, clock);
        }));
    }

    sealed interface Command {}

    private record Listed(Receptionist.Listing listing) implements Command {}

    private record Changed(Entry entry) implements Command {}

    private record Read(Optional<Entry> found) implements Command {}

    private record Failed(String reason) implements Command {}

    private enum Tick implements Command {
        RETRY
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Listed.class, this::onListed)
                .onMessage(Changed.class, changed -> onRecord(Optional.of(changed.entry())))
                .onMessage(Read.class, this::onRead)
                .onMessage(Failed.class, this::onFailed)
                .onMessageEquals(Tick.RETRY, this::onRetry)
                .onSignal(PostStop.class, stopped -> onStop())
                .build();
    }

    private Behavior<Command> onListed(Listed listed) {
        Map<String, ActorRef<HistoryProtocol.Command>> stores = new TreeMap<>();
        listed.listing()
                .getServiceInstances(HistoryActor.KEY)
                .forEach(ref -> stores.merge(HistoryActor.storeId(ref), ref, PlacementKeeper::here));
        live = stores;
        publish();
        return onRetry();
    }

    /** After a quick restart the listing may still have the store's former actor: the one in this process is the right one. */
    private static ActorRef<HistoryProtocol.Command> here(
            ActorRef<HistoryProtocol.Command> one, ActorRef<HistoryProtocol.Command> other) {
        return other.path().address().hasLocalScope() ? other : one;
    }

    private Behavior<Command> onRead(Read read) {
        busy = false;
        confirmed = true;
        return onRecord(read.found());
    }

    private Behavior<Command> onFailed(Failed failed) {
        busy = false;
        getContext().getLog().info("history placement: {}", failed.reason());
        return this;
    }

    /** Stores are only ever added, so that the newest entry seen is right, whoever told it. */
    private Behavior<Command> onRecord(Optional<Entry> found) {
        long newest = record.map(Entry::revision).orElse(0L);
        if (found.map(Entry::revision).orElse(0L) > newest) {
            record = found;
        }
        publish();
        return onRetry();
    }

    /** Whatever is missing next: to read the record, or to write what joined. */
    private Behavior<Command> onRetry() {
        if (busy) {
            return this;
        }
        if (!confirmed) {
            run(control.read(PlacementRecord.KEY), "cannot read it");
        } else if (writes() && !recorded().containsAll(live.keySet())) {
            Set<String> joined = live.keySet();
            long now = clock.millis();
            run(
                    control.read(PlacementRecord.KEY)
                            .thenCompose(found -> control.write(PlacementRecord.next(found, joined, self, now)))
                            .thenApply(Optional::of),
                    "cannot write it");
        }
        return this;
    }

    private Behavior<Command> onStop() {
        watch.close();
        return this;
    }

    private boolean writes() {
        return live.keySet().stream()
                .min(String::compareTo)
                .filter(self::equals)
                .isPresent();
    }

    private Set<String> recorded() {
        return PlacementRecord.stores(record);
    }

    private void run(CompletionStage<Optional<Entry>> work, String problem) {
        busy = true;
        getContext()
                .pipeToSelf(
                        work,
                        (found, failure) -> failure == null
                                ? new Read(found)
                                : new Failed(problem + ", trying again: " + failure.getMessage()));
    }

    private void publish() {
        boolean complete = confirmed && recorded().contains(self);
        listener.accept(complete ? Placement.of(recorded(), live) : Placement.unrecorded(live));
    }
}
