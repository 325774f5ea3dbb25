package io.flyball.server.http.endpoint;

import io.flyball.protocol.message.ServiceProtocol.NodeView;
import io.flyball.protocol.message.ServiceProtocol.ServiceView;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import io.flyball.server.http.answer.KnobsAnswer;
import io.flyball.server.http.answer.NodeAnswer;
import io.flyball.server.http.answer.NodesAnswer;
import io.flyball.server.http.answer.ServiceAnswer;
import io.flyball.server.http.answer.ServicesAnswer;
import io.flyball.server.http.kit.Call;
import io.flyball.server.http.kit.Endpoint;
import io.flyball.server.http.kit.Json;
import io.flyball.server.http.kit.Problem;
import io.flyball.server.http.kit.ProblemException;
import io.flyball.server.http.port.Services;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** {@code /v1/services}, their nodes and knobs. */
public final class ServiceEndpoints {
    /** Planners asked at the same time. */
    private static final int PARALLEL = 16;

    private final ActorSystem<?> system;
    private final Services services;

    public ServiceEndpoints(ActorSystem<?> system, Services services) {
        this.system = system;
        this.services = services;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/v1/services", this::list),
                Endpoint.get("/v1/services/{service}", this::show),
                Endpoint.get("/v1/services/{service}/nodes", this::nodes),
                Endpoint.get("/v1/services/{service}/nodes/{node}/knobs", this::knobs),
                Endpoint.get("/v1/nodes/{node}", this::node, "service"));
    }

    /** One silent planner must not hide the other services. */
    private CompletionStage<HttpResponse> list(Call call) {
        return Source.from(new TreeSet<>(services.known()))
                .mapAsync(
                        PARALLEL,
                        name -> services.describe(name)
                                .handle((view, failure) -> failure == null
                                        ? ServiceAnswer.of(view)
                                        : ServiceAnswer.unreachable(name.value())))
                .runWith(Sink.seq(), system)
                .thenApply(answers -> Json.ok(new ServicesAnswer(answers)));
    }

    private CompletionStage<HttpResponse> show(Call call) {
        return services.describe(known(call)).thenApply(view -> Json.ok(ServiceAnswer.of(view)));
    }

    private CompletionStage<HttpResponse> nodes(Call call) {
        return services.describe(known(call)).thenApply(view -> {
            List<NodeAnswer> nodes = view.nodes().stream()
                    .sorted(Comparator.comparing(NodeView::node))
                    .map(node -> NodeAnswer.of(view.service(), node))
                    .toList();
            return Json.ok(new NodesAnswer(view.service().value(), nodes));
        });
    }

    private CompletionStage<HttpResponse> knobs(Call call) {
        NodeId id = call.variable("node", NodeId::new);
        return services.describe(known(call))
                .thenApply(view -> Json.ok(KnobsAnswer.of(view.service(), inOne(view, id))));
    }

    private CompletionStage<HttpResponse> node(Call call) {
        NodeId id = call.variable("node", NodeId::new);
        Optional<ServiceName> service = call.query("service", ServiceName::new);
        if (service.isPresent()) {
            return services.describe(known(service.get()))
                    .thenApply(view -> Json.ok(NodeAnswer.of(view.service(), inOne(view, id))));
        }
        return Source.from(new TreeSet<>(services.known()))
                .mapAsync(
                        PARALLEL, name -> services.describe(name).handle((view, failure) -> Optional.ofNullable(view)))
                .runWith(Sink.seq(), system)
                .thenApply(views -> Json.ok(inAny(views, id)));
    }

    private static NodeView inOne(ServiceView view, NodeId id) {
        return find(view, id).orElseThrow(() -> new ProblemException(notFound(List.of(view), id)));
    }

    private static NodeAnswer inAny(Collection<Optional<ServiceView>> asked, NodeId id) {
        List<ServiceView> views = asked.stream().flatMap(Optional::stream).toList();
        return views.stream()
                .flatMap(view -> find(view, id).map(node -> NodeAnswer.of(view.service(), node)).stream())
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        views.size() < asked.size()
                                ? Problem.unavailable("node '" + id + "' was not found, but not every planner answered")
                                : notFound(views, id)));
    }

    private static Optional<NodeView> find(ServiceView view, NodeId id) {
        return view.nodes().stream().filter(node -> node.node().equals(id)).findFirst();
    }

    private static Problem notFound(Collection<ServiceView> views, NodeId id) {
        return Problem.notFound(
                "node",
                id.value(),
                views.stream()
                        .flatMap(view -> view.nodes().stream())
                        .map(node -> node.node().value())
                        .collect(Collectors.toSet()));
    }

    private ServiceName known(Call call) {
        return known(call.variable("service", ServiceName::new));
    }

    private ServiceName known(ServiceName name) {
        return Known.service(services, name);
    }
}
