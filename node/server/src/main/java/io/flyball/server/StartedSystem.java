package io.flyball.server;

import io.flyball.server.member.StartException;
import io.flyball.server.settings.ServerSettings;
import java.net.BindException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Starts the actor system and tells a taken port from other failures. */
final class StartedSystem {
    static final String NAME = "flyball";

    private StartedSystem() {}

    static ActorSystem<Void> start(ServerSettings settings) {
        try {
            return ActorSystem.create(Behaviors.empty(), NAME, settings.systemConfig());
        } catch (RuntimeException e) {
            throw failure("cluster address = " + settings.cluster(), "--cluster", e);
        }
    }

    /** A taken port is told with the option that chooses another one. */
    static StartException failure(String what, String option, Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof BindException) {
                String message = what + ": cannot be opened (" + each.getMessage() + "); choose another with " + option;
                return new StartException(StartException.PORT_TAKEN, message, cause);
            }
        }
        return new StartException(StartException.FAILED, "cannot start: " + cause.getMessage(), cause);
    }
}
