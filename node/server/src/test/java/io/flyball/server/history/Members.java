package io.flyball.server.history;

import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;

/** Members of one cluster in this process, on ports of their own, each with its own store. */
final class Members implements AutoCloseable {
    /** A terminated system goes without a word, as a killed process does. */
    private static final Config CONFIG = ConfigFactory.parseString("""
                    pekko {
                      loglevel = WARNING
                      stdout-loglevel = "OFF"
                      actor.provider = cluster
                      remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                      cluster {
                        jmx.enabled = off
                        run-coordinated-shutdown-when-down = off
                        failure-detector.acceptable-heartbeat-pause = 2s
                        failure-detector.heartbeat-interval = 500ms
                      }
                      coordinated-shutdown {
                        run-by-actor-system-terminate = off
                        run-by-jvm-shutdown-hook = off
                        terminate-actor-system = off
                      }
                    }
                    """).withFallback(ConfigFactory.load());

    final SharedControl control = new SharedControl();
    private final Path directory;
    private final int copies;
    private final List<Member> members = new ArrayList<>();

    Members(Path directory, int copies) {
        this.directory = directory;
        this.copies = copies;
    }

    /** One member. */
    record Member(ActorSystem<Void> system, ReplicatedHistory history, Path directory) {}

    /** Starts one more and waits until all know of it. */
    Member start(String name) {
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "flyball", CONFIG);
        Cluster first = Cluster.get(members.isEmpty() ? system : members.get(0).system());
        Cluster.get(system).manager().tell(Join.create(first.selfMember().address()));
        Path store = directory.resolve(name);
        HistorySettings settings = new HistorySettings(store, copies, Duration.ofDays(3_650), Duration.ofSeconds(5));
        Member member = new Member(
                system, ReplicatedHistory.start(system, settings, control, Rows.SMALL, InstantSource.system()), store);
        members.add(member);
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        members.stream().allMatch(each -> settled(each.history().placement())));
        return member;
    }

    void kill(Member member) {
        members.remove(member);
        member.system().terminate();
        member.system()
                .getWhenTerminated()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        for (Member member : List.copyOf(members)) {
            kill(member);
        }
    }

    private boolean settled(Placement placement) {
        return placement.recorded() && placement.live().size() == members.size();
    }
}
