package io.flyball.server.control;

import java.time.Duration;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.cluster.ddata.typed.javadsl.DistributedData;
import org.apache.pekko.cluster.ddata.typed.javadsl.Replicator;

/**
 * Whether the replicator of this member answers. It stops for good when its disk cannot be read, and the member would
 * stay in the cluster without control state.
 */
public final class ReplicatorHealth {
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration ANSWER_WITHIN = Duration.ofMillis(1500);
    private static final int GIVEN_UP_AFTER = 8;

    private final ActorSystem<?> system;
    private final Runnable whenLost;
    private volatile int failures = 1;

    private ReplicatorHealth(ActorSystem<?> system, Runnable whenLost) {
        this.system = system;
        this.whenLost = whenLost;
    }

    /** @param whenLost called once, when the replicator was silent for about 15 s after the start or later */
    public static ReplicatorHealth start(ActorSystem<?> system, Runnable whenLost) {
        ReplicatorHealth health = new ReplicatorHealth(system, whenLost);
        system.scheduler().scheduleWithFixedDelay(Duration.ZERO, EVERY, health::ask, system.executionContext());
        return health;
    }

    /** True when the last question was answered. */
    public boolean isHealthy() {
        return failures == 0;
    }

    private void ask() {
        AskPattern.<Replicator.Command, Replicator.ReplicaCount>ask(
                        DistributedData.get(system).replicator(),
                        Replicator.GetReplicaCount::new,
                        ANSWER_WITHIN,
                        system.scheduler())
                .whenComplete((count, failure) -> answered(failure == null));
    }

    private synchronized void answered(boolean healthy) {
        failures = healthy ? 0 : failures + 1;
        if (failures == GIVEN_UP_AFTER) {
            whenLost.run();
        }
    }
}
