package io.flyball.server.http.kit;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * One method of one path.
 *
 * @param template e.g. {@code /v1/services/{service}/nodes}; a segment in braces binds a variable
 * @param parameters the query parameters it knows; any other is refused
 */
public record Endpoint(String method, String template, Set<String> parameters, Handler handler) {
    public Endpoint {
        parameters = Set.copyOf(parameters);
    }

    /** Answers a call; may throw or fail with {@link ProblemException}. */
    @FunctionalInterface
    public interface Handler {
        CompletionStage<HttpResponse> handle(Call call);
    }

    public static Endpoint get(String template, Handler handler, String... parameters) {
        return new Endpoint("GET", template, Set.of(parameters), handler);
    }

    public static Endpoint put(String template, Handler handler, String... parameters) {
        return new Endpoint("PUT", template, Set.of(parameters), handler);
    }

    public static Endpoint delete(String template, Handler handler, String... parameters) {
        return new Endpoint("DELETE", template, Set.of(parameters), handler);
    }

    List<String> segments() {
        return template.equals("/") ? List.of() : List.of(template.substring(1).split("/"));
    }

    static Optional<String> variable(String segment) {
        return segment.startsWith("{") ? Optional.of(segment.substring(1, segment.length() - 1)) : Optional.empty();
    }
}
