package io.flyball.server.http;

import io.flyball.server.http.port.ControlKeys;
import io.flyball.server.http.port.Decisions;
import io.flyball.server.http.port.HistoryQueries;
import io.flyball.server.http.port.Members;
import io.flyball.server.http.port.PolicyCheck;
import io.flyball.server.http.port.Readiness;
import io.flyball.server.http.port.Services;
import io.flyball.server.metrics.FlyballMeters;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * Everything the API needs. {@code link} serves {@code /v1/link} and is reached only by calls that passed the gate.
 */
public record HttpDependencies(
        ActorSystem<?> system,
        HttpSettings settings,
        InstantSource clock,
        Services services,
        ControlKeys control,
        PolicyCheck policyCheck,
        HistoryQueries history,
        Decisions decisions,
        Members members,
        Supplier<Readiness> readiness,
        FlyballMeters meters,
        Route link) {}
