package io.flyball.server.control;

import com.typesafe.config.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.cluster.ddata.DurableStore;
import org.apache.pekko.cluster.ddata.DurableStore.DurableDataEnvelope;
import org.apache.pekko.cluster.ddata.DurableStore.LoadAll$;
import org.apache.pekko.cluster.ddata.DurableStore.LoadAllCompleted$;
import org.apache.pekko.cluster.ddata.DurableStore.LoadData;
import org.apache.pekko.cluster.ddata.DurableStore.Store;
import org.apache.pekko.cluster.ddata.DurableStore.StoreReply;
import org.apache.pekko.event.Logging;
import org.apache.pekko.event.LoggingAdapter;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Keeps what Distributed Data replicates on this member's disk. Writes that wait together share one fsync; each is
 * answered after it. When the disk refuses, everything is refused until the table could be opened anew.
 *
 * <p>Started by the replicator, whose name is the name of the table's directory below {@code rocksdb.dir}.
 */
public final class RocksDurableStore extends AbstractActor {
    /** Most writes that share one fsync. */
    private static final int MOST_TOGETHER = 256;

    private static final int LOAD_CHUNK = 200;
    private static final Duration REOPEN_AFTER = Duration.ofSeconds(1);

    private enum Tick {
        FLUSH,
        REOPEN
    }

    private final LoggingAdapter log = Logging.getLogger(getContext().getSystem(), this);
    private final EnvelopeBytes bytes = new EnvelopeBytes(getContext().getSystem());
    private final Path directory;
    private final Map<String, byte[]> waiting = new LinkedHashMap<>();
    private final List<StoreReply> replies = new ArrayList<>();
    private Optional<RocksControlTable> table = Optional.empty();
    private boolean failing;

    /** @param config the block {@code pekko.cluster.distributed-data.durable} */
    public RocksDurableStore(Config config) {
        String replicator = getSelf().path().parent().name();
        directory = Path.of(config.getString("rocksdb.dir")).resolve(replicator);
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .matchEquals(LoadAll$.MODULE$, load -> load())
                .match(Store.class, this::store)
                .matchEquals(Tick.FLUSH, flush -> flush())
                .matchEquals(Tick.REOPEN, reopen -> reopen())
                .build();
    }

    /** Loading is asked for once only, so a restarted store opens by itself. */
    @Override
    public void postRestart(Throwable reason) throws Exception {
        super.postRestart(reason);
        table = Optional.of(RocksControlTable.open(directory));
    }

    @Override
    public void postStop() {
        flush();
        table.ifPresent(RocksControlTable::close);
    }

    private void load() {
        try {
            RocksControlTable opened = RocksControlTable.open(directory);
            table = Optional.of(opened);
            Map<String, DurableDataEnvelope> chunk = new HashMap<>();
            opened.forEach((key, value) -> {
                chunk.put(key, envelope(key, value));
                if (chunk.size() >= LOAD_CHUNK) {
                    tellLoaded(chunk);
                }
            });
            tellLoaded(chunk);
            getSender().tell(LoadAllCompleted$.MODULE$, getSelf());
        } catch (IOException | RuntimeException e) {
            throw new DurableStore.LoadFailed("cannot load control state from " + directory, e);
        }
    }

    private DurableDataEnvelope envelope(String key, byte[] value) {
        try {
            return bytes.read(value);
        } catch (IOException e) {
            throw new UncheckedIOException("control key " + key, e);
        }
    }

    private void tellLoaded(Map<String, DurableDataEnvelope> chunk) {
        if (!chunk.isEmpty()) {
            scala.collection.immutable.Map<String, DurableDataEnvelope> data =
                    scala.collection.immutable.Map$.MODULE$.from(CollectionConverters.asScala(chunk));
            getSender().tell(new LoadData(data), getSelf());
            chunk.clear();
        }
    }

    private void store(Store store) {
        if (failing) {
            refuse(store);
            return;
        }
        waiting.put(store.key(), bytes.write(store.data()));
        if (store.reply().isDefined()) {
            replies.add(store.reply().get());
        }
        if (waiting.size() >= MOST_TOGETHER) {
            flush();
        } else if (waiting.size() == 1) {
            getSelf().tell(Tick.FLUSH, getSelf()); // comes after all writes that are in the mailbox by now
        }
    }

    private void refuse(Store store) {
        if (store.reply().isDefined()) {
            StoreReply reply = store.reply().get();
            reply.replyTo().tell(reply.failureMsg(), getSelf());
        }
    }

    private void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        boolean stored = write();
        for (StoreReply reply : replies) {
            reply.replyTo().tell(stored ? reply.successMsg() : reply.failureMsg(), getSelf());
        }
        waiting.clear();
        replies.clear();
    }

    private boolean write() {
        try {
            table.orElseThrow(() -> new IOException("control state in " + directory + " is not open"))
                    .put(waiting);
            return true;
        } catch (IOException e) {
            log.error(e, "cannot store {} control entries; refusing writes until the disk takes them", waiting.size());
            failing = true;
            reopenLater();
            return false;
        }
    }

    private void reopenLater() {
        getContext()
                .getSystem()
                .scheduler()
                .scheduleOnce(REOPEN_AFTER, getSelf(), Tick.REOPEN, getContext().getDispatcher(), getSelf());
    }

    /** RocksDB stays read-only after a failed write, even when space is free again. */
    private void reopen() {
        table.ifPresent(RocksControlTable::close);
        table = Optional.empty();
        try {
            RocksControlTable opened = RocksControlTable.open(directory);
            table = Optional.of(opened);
            opened.put(Map.of());
            failing = false;
            log.info("control state takes writes again");
        } catch (IOException e) {
            log.warning("control state cannot be opened again yet: {}", e.getMessage());
            reopenLater();
        }
    }
}
