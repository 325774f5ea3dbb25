package io.flyball.server.control;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.flyball.protocol.message.ControlProtocol.Entry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.awaitility.Awaitility;

/** A member of a test cluster: the configuration of a server, any free port, a directory of its own. */
final class Member {
    final ActorSystem<Void> system;
    final DdataControlStore store;

    private Member(ActorSystem<Void> system) {
        this.system = system;
        this.store = new DdataControlStore(system);
    }

    static Member start(Path directory) {
        return new Member(ActorSystem.create(Behaviors.empty(), "flyball", config(directory)));
    }

    /** A member that is terminated is gone like a killed one: it tells nobody. */
    private static Config config(Path directory) {
        return ConfigFactory.parseMap(Map.of(
                        "pekko.remote.artery.canonical.hostname", "127.0.0.1",
                        "pekko.remote.artery.canonical.port", 0,
                        "pekko.coordinated-shutdown.run-by-actor-system-terminate", "off",
                        "pekko.coordinated-shutdown.run-by-jvm-shutdown-hook", "off",
                        "pekko.cluster.run-coordinated-shutdown-when-down", "off",
                        "pekko.cluster.distributed-data.durable.rocksdb.dir", directory.toString()))
                .withFallback(ConfigFactory.parseResources("flyball-server.conf"))
                .withFallback(ConfigFactory.defaultReference())
                .resolve();
    }

    Member join(Member first) {
        Cluster.get(system)
                .manager()
                .tell(Join.create(Cluster.get(first.system).selfMember().address()));
        return this;
    }

    void awaitUp(int members) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> up() == members);
    }

    private long up() {
        return StreamSupport.stream(Cluster.get(system).state().getMembers().spliterator(), false)
                .filter(member -> member.status().equals(MemberStatus.up()))
                .count();
    }

    void kill() {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }

    Entry write(String key, long revision, String value) {
        return store.write(entry(key, revision, value)).toCompletableFuture().join();
    }

    String read(String key) {
        return store.read(key).toCompletableFuture().join().map(Entry::value).orElse("(nothing)");
    }

    static Entry entry(String key, long revision, String value) {
        return new Entry(key, revision, false, value, "ann", "because", 1_764_000_000_000L + revision);
    }
}
