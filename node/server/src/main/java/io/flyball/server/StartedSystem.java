package io.flyball.server;

import com.typesafe.config.ConfigValueFactory;
import io.flyball.server.member.StartException;
import io.flyball.server.settings.HostPort;
import io.flyball.server.settings.ServerSettings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.stream.BindFailedException;

/** Opens the cluster port with the actor system; tells a taken port from other failures. */
final class StartedSystem {
    static final String NAME = "flyball";

    private StartedSystem() {}

    /** Told before anything is opened; the port may still be taken a moment later, which {@link #failure} tells. */
    static void requireFree(String what, HostPort address, String option) {
        try {
            new ServerSocket(address.port(), 1, InetAddress.getByName(address.host())).close();
        } catch (IOException e) {
            throw failure(what + " = " + address, option, e);
        }
    }

    static ActorSystem<Void> start(ServerSettings settings) {
        try {
            return ActorSystem.create(
                    Behaviors.empty(),
                    NAME,
                    settings.systemConfig()
                            .withValue("pekko.cluster.app-version", ConfigValueFactory.fromAnyRef(version())));
        } catch (RuntimeException e) {
            throw failure("cluster address = " + settings.cluster(), "--cluster", e);
        }
    }

    /** Of the jar; members show it, and a rolling update moves services to the newer ones. */
    static String version() {
        return Optional.ofNullable(StartedSystem.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    /** A taken port is told with the option that chooses another one. */
    static StartException failure(String what, String option, Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof BindException || each instanceof BindFailedException) {
                String message = what + ": is taken or not an address of this host; choose another with " + option;
                return new StartException(StartException.PORT_TAKEN, message, cause);
            }
        }
        return new StartException(StartException.FAILED, "cannot start: " + cause.getMessage(), cause);
    }
}
