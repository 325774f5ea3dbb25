package io.flyball.server.http.endpoint;

import io.flyball.protocol.message.ServiceProtocol.AlertView;
import io.flyball.protocol.message.ServiceProtocol.ServiceView;
import io.flyball.protocol.model.ServiceName;
import io.flyball.server.http.kit.Call;
import io.flyball.server.http.kit.Endpoint;
import io.flyball.server.http.port.Services;
import io.flyball.server.metrics.FlyballMeters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * {@code /metrics}: the member's meters. Alerts are asked of the planners that run here, and not counted as they come and
 * go: a planner that moved away leaves no number behind. One that is silent has no series, which is not zero.
 */
public final class MeterEndpoint {
    private static final ContentType PROMETHEUS = ContentTypes.parse(FlyballMeters.CONTENT_TYPE);
    /** Planners asked at the same time. */
    private static final int PARALLEL = 16;

    private final ActorSystem<?> system;
    private final Services services;
    private final FlyballMeters meters;

    public MeterEndpoint(ActorSystem<?> system, Services services, FlyballMeters meters) {
        this.system = system;
        this.services = services;
        this.meters = meters;
    }

    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/metrics", this::scrape));
    }

    private CompletionStage<HttpResponse> scrape(Call call) {
        return services.here()
                .exceptionally(failure -> Set.of())
                .thenCompose(this::firing)
                .thenApply(firing -> {
                    meters.firingAlerts(firing);
                    return HttpResponse.create()
                            .withEntity(HttpEntities.create(PROMETHEUS, ByteString.fromString(meters.scrape())));
                });
    }

    private CompletionStage<Map<String, Integer>> firing(Set<ServiceName> here) {
        return Source.from(here)
                .mapAsync(
                        PARALLEL, name -> services.describe(name).handle((view, failure) -> Optional.ofNullable(view)))
                .runWith(Sink.seq(), system)
                .thenApply(views -> views.stream()
                        .flatMap(Optional::stream)
                        .collect(Collectors.toMap(view -> view.service().value(), MeterEndpoint::firing)));
    }

    private static int firing(ServiceView view) {
        return (int) view.alerts().stream().filter(AlertView::isFiring).count();
    }
}
