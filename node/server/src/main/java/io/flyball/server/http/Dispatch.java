package io.flyball.server.http;

import io.flyball.server.http.kit.Call;
import io.flyball.server.http.kit.Endpoint;
import io.flyball.server.http.kit.Mistakes;
import io.flyball.server.http.kit.NearMatches;
import io.flyball.server.http.kit.Problem;
import io.flyball.server.http.kit.ProblemException;
import io.flyball.server.http.kit.Router;
import io.flyball.server.http.port.Mistake;
import io.flyball.server.metrics.FlyballMeters;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.scaladsl.model.IllegalUriException;
import org.apache.pekko.japi.Pair;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a request to its endpoint and whatever goes wrong to the caller, as a {@link Problem}. */
final class Dispatch {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);
    private static final String UNMATCHED = "unmatched";

    private final Router router;
    private final FlyballMeters meters;
    private final InstantSource clock;

    Dispatch(Router router, FlyballMeters meters, InstantSource clock) {
        this.router = router;
        this.meters = meters;
        this.clock = clock;
    }

    CompletionStage<HttpResponse> handle(HttpRequest request, String requestId) {
        long begun = clock.millis();
        Router.Match match = match(request);
        String route = match instanceof Router.Found found ? found.endpoint().template() : UNMATCHED;
        return answer(request, match, requestId)
                .handle((response, failure) ->
                        failure == null ? response : problem(failure, requestId).response(requestId))
                .thenApply(response -> {
                    var took = Duration.ofMillis(Math.max(0, clock.millis() - begun));
                    meters.request(method(request), route, response.status().intValue(), took);
                    return response;
                });
    }

    private CompletionStage<HttpResponse> answer(HttpRequest request, Router.Match match, String requestId) {
        try {
            if (match instanceof Router.Found found) {
                var query = query(request, found.endpoint());
                return found.endpoint().handler().handle(new Call(request, found.variables(), query, requestId));
            }
            throw new ProblemException(
                    match instanceof Router.WrongMethod wrong ? wrongMethod(wrong) : noSuchPath(request));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Router.Match match(HttpRequest request) {
        List<String> segments = new ArrayList<>();
        request.getUri().pathSegments().forEach(segments::add);
        if (request.getUri().path().endsWith("/") && !segments.isEmpty()) {
            segments.add("");
        }
        return router.match(request.method().value(), segments);
    }

    /** Methods are free text; a meter's tag is not. */
    private static String method(HttpRequest request) {
        String method = request.method().value();
        return Set.of("GET", "PUT", "POST", "DELETE", "HEAD", "OPTIONS", "PATCH")
                        .contains(method)
                ? method
                : "other";
    }

    private static Map<String, String> query(HttpRequest request, Endpoint endpoint) {
        List<Mistake> mistakes = new ArrayList<>();
        Map<String, String> query = new HashMap<>();
        for (Pair<String, String> parameter : parameters(request)) {
            String name = parameter.first();
            if (!endpoint.parameters().contains(name)) {
                mistakes.add(new Mistake(
                        Mistakes.shortened(name), Mistakes.shortened(parameter.second()), unknown(name, endpoint)));
            } else if (query.put(name, parameter.second()) != null) {
                mistakes.add(new Mistake(name, Mistakes.shortened(parameter.second()), "must be given once"));
            }
        }
        if (!mistakes.isEmpty()) {
            throw new ProblemException(new Problem(400, "bad request", "wrong query parameters", mistakes, Map.of()));
        }
        return query;
    }

    private static List<Pair<String, String>> parameters(HttpRequest request) {
        try {
            return request.getUri().query().toList();
        } catch (IllegalUriException e) {
            throw new ProblemException(Problem.badRequest("the query is malformed"));
        }
    }

    private static String unknown(String name, Endpoint endpoint) {
        if (endpoint.parameters().isEmpty()) {
            return "must not be given: there are no query parameters here";
        }
        List<String> near = NearMatches.of(name, endpoint.parameters());
        return near.isEmpty()
                ? "must be one of " + String.join(", ", new TreeSet<>(endpoint.parameters()))
                : "must be a known parameter; did you mean " + String.join(" or ", near) + "?";
    }

    private static Problem wrongMethod(Router.WrongMethod wrong) {
        String allowed = String.join(", ", wrong.allowed());
        return new Problem(
                405, "method not allowed", "this path answers " + allowed, List.of(), Map.of("Allow", allowed));
    }

    private Problem noSuchPath(HttpRequest request) {
        String path = request.getUri().path();
        Set<String> templates = new TreeSet<>(Comparator.naturalOrder());
        router.endpoints().forEach(endpoint -> templates.add(endpoint.template()));
        return Problem.notFound("path", path, templates);
    }

    private static Problem problem(Throwable failure, String requestId) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof ProblemException answer) {
            return answer.problem();
        }
        if (cause instanceof TimeoutException) {
            LOG.warn("request {}: {}", requestId, cause.getMessage());
            return Problem.unavailable("no answer from the cluster in time; it may be electing or starting");
        }
        LOG.error("request {} failed", requestId, cause);
        return new Problem(500, "internal error", "see the member's log for request " + requestId);
    }
}
