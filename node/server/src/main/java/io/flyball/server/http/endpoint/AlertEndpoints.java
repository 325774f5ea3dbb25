package io.flyball.server.http.endpoint;

import io.flyball.protocol.message.ServiceProtocol.ServiceView;
import io.flyball.protocol.model.ServiceName;
import io.flyball.server.http.answer.AlertAnswer;
import io.flyball.server.http.answer.AlertsAnswer;
import io.flyball.server.http.kit.Call;
import io.flyball.server.http.kit.Endpoint;
import io.flyball.server.http.kit.Json;
import io.flyball.server.http.port.Services;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** {@code /v1/alerts}: which rules of the policies are broken now. */
public final class AlertEndpoints {
    /** Planners asked at the same time. */
    private static final int PARALLEL = 16;

    private final ActorSystem<?> system;
    private final Services services;

    public AlertEndpoints(ActorSystem<?> system, Services services) {
        this.system = system;
        this.services = services;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/v1/alerts", this::all), Endpoint.get("/v1/services/{service}/alerts", this::ofService));
    }

    private record Asked(ServiceName name, Optional<ServiceView> view) {}

    /** A planner that is silent hides its own alerts only, and the answer says so: nothing listed is not all clear. */
    private CompletionStage<HttpResponse> all(Call call) {
        return Source.from(new TreeSet<>(services.known()))
                .mapAsync(
                        PARALLEL,
                        name -> services.describe(name)
                                .handle((view, failure) -> new Asked(name, Optional.ofNullable(view))))
                .runWith(Sink.seq(), system)
                .thenApply(asked -> Json.ok(AlertsAnswer.of(
                        asked.stream()
                                .flatMap(one -> one.view().stream())
                                .flatMap(AlertEndpoints::alerts)
                                .toList(),
                        asked.stream()
                                .filter(one -> one.view().isEmpty())
                                .map(one -> one.name().value())
                                .toList())));
    }

    private CompletionStage<HttpResponse> ofService(Call call) {
        ServiceName name = Known.service(services, call.variable("service", ServiceName::new));
        return services.describe(name)
                .thenApply(view -> Json.ok(AlertsAnswer.of(alerts(view).toList(), List.of())));
    }

    private static Stream<AlertAnswer> alerts(ServiceView view) {
        return view.alerts().stream().map(alert -> AlertAnswer.of(view.service(), alert));
    }
}
