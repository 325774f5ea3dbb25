package io.flyball.agent.sense;

import io.flyball.agent.AgentProtocol;
import java.nio.file.Path;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Looks for JVMs of this user and keeps one {@link NodeMonitor} for each. */
public final class DiscoveryActor {
    /** To discovery. */
    public sealed interface Command {}

    private record Look() implements Command {}

    private DiscoveryActor() {}

    public static Behavior<Command> create(
            SenseSettings settings, Path stateDirectory, ActorRef<AgentProtocol.LinkCommand> link) {
        return Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(new Look(), settings.discoverEvery());
            return Behaviors.ignore();
        });
    }
}
