package io.flyball.server.http;

import io.flyball.server.http.endpoint.DecisionStream;
import io.flyball.server.http.kit.Problem;
import io.flyball.server.http.kit.RequestIds;
import io.flyball.server.http.kit.Router;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.ExpectedWebSocketRequestRejection;
import org.apache.pekko.http.javadsl.server.RejectionHandler;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.http.javadsl.settings.ServerSettings;

/** The member's HTTP server: the gate, the link of agents, the endpoints, and headers that every answer carries. */
public final class HttpApi extends AllDirectives {
    private static final String LINK = "/v1/link";
    private static final String REQUEST_ID = "X-Request-Id";
    private static final Map<String, String> SECURITY_HEADERS = Map.of(
            "Content-Security-Policy",
                    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cache-Control", "no-store");
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(20);

    private final HttpDependencies dependencies;
    private final Gate gate;
    private final DecisionStream stream;
    private final Dispatch dispatch;
    private final RequestIds requestIds = new RequestIds();

    public HttpApi(HttpDependencies dependencies) {
        this.dependencies = dependencies;
        this.gate = new Gate(dependencies.settings().token());
        this.stream = new DecisionStream(
                dependencies.system(),
                dependencies.decisions(),
                dependencies.meters(),
                dependencies.settings().maxStreams());
        Router router = new Router(Endpoints.of(dependencies, stream));
        this.dispatch = new Dispatch(router, dependencies.meters(), dependencies.clock());
    }

    /**
     * Completes when the port is open; the binding tells which one where the settings said 0. Terminating the binding
     * ends the streams of decisions and lets other calls finish.
     */
    public CompletionStage<ServerBinding> start() {
        HttpSettings settings = dependencies.settings();
        return Http.get(dependencies.system())
                .newServerAt(settings.host(), settings.port())
                .withSettings(serverSettings(settings))
                .bind(route())
                .thenApply(this::endingStreamsWithIt);
    }

    private ServerBinding endingStreamsWithIt(ServerBinding binding) {
        binding.whenTerminationSignalIssued().thenRun(stream::endAll);
        return binding;
    }

    Route route() {
        return extractRequest(request -> {
            String id = requestIds.of(request);
            Optional<Problem> refusal = gate.refusal(request);
            if (refusal.isEmpty() && request.getUri().path().equals(LINK)) {
                return handleRejections(withoutUpgrade(id), dependencies::link);
            }
            return handle(any -> answer(request, refusal, id).thenApply(response -> dressed(response, id)));
        });
    }

    private RejectionHandler withoutUpgrade(String id) {
        var problem = new Problem(
                426, "upgrade required", "this path is a WebSocket", List.of(), Map.of("Upgrade", "websocket"));
        return RejectionHandler.newBuilder()
                .handle(
                        ExpectedWebSocketRequestRejection.class,
                        rejection -> complete(dressed(problem.response(id), id)))
                .build();
    }

    private CompletionStage<HttpResponse> answer(HttpRequest request, Optional<Problem> refusal, String id) {
        if (refusal.isEmpty()) {
            return dispatch.handle(request, id);
        }
        request.discardEntityBytes(dependencies.system());
        return CompletableFuture.completedFuture(refusal.get().response(id));
    }

    private static HttpResponse dressed(HttpResponse response, String id) {
        HttpResponse dressed = response.addHeader(RawHeader.create(REQUEST_ID, id));
        for (Map.Entry<String, String> header : SECURITY_HEADERS.entrySet()) {
            if (dressed.getHeader(header.getKey()).isEmpty()) {
                dressed = dressed.addHeader(RawHeader.create(header.getKey(), header.getValue()));
            }
        }
        return dressed;
    }

    /**
     * Idle agents keep their link by pings; the library's name is nobody's business; what callers send as headers is
     * not logged, as it may be long and is theirs.
     */
    private ServerSettings serverSettings(HttpSettings settings) {
        ServerSettings defaults = ServerSettings.create(dependencies.system().classicSystem());
        return defaults.withServerHeader(Optional.empty())
                .withMaxConnections(settings.maxConnections())
                .withTransparentHeadRequests(true)
                .withParsingErrorHandler(SyntaxProblems.class.getName())
                .withParserSettings(defaults.getParserSettings().withIllegalHeaderWarnings(false))
                .withWebsocketSettings(defaults.getWebsocketSettings().withPeriodicKeepAliveMaxIdle(KEEP_ALIVE));
    }
}
