package io.flyball.server.http.kit;

import io.flyball.server.http.port.Mistake;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * One request that found its endpoint.
 *
 * @param variables bound by the path
 * @param query each parameter once
 * @param id names this request in problems and logs
 */
public record Call(HttpRequest request, Map<String, String> variables, Map<String, String> query, String id) {
    public String variable(String name) {
        return variables.get(name);
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }

    public Optional<String> header(String name) {
        return request.getHeader(name).map(HttpHeader::value);
    }

    /** A path variable as a value of the domain, whose constructor says what is wrong with it. */
    public <T> T variable(String name, Function<String, T> constructor) {
        return parse(name, variable(name), constructor);
    }

    /** Likewise a query parameter. */
    public <T> Optional<T> query(String name, Function<String, T> constructor) {
        return query(name).map(value -> parse(name, value, constructor));
    }

    /** Likewise anything else that a caller wrote. */
    public static <T> T parse(String name, String value, Function<String, T> constructor) {
        try {
            return constructor.apply(value);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.badRequest(name + " is malformed", Mistakes.of(name, value, e)));
        }
    }

    /** {@code true} or {@code false}; absent is false. */
    public boolean flag(String name) {
        String value = query(name).orElse("false");
        if (!value.equals("true") && !value.equals("false")) {
            throw new ProblemException(Problem.badRequest(
                    name + " is neither true nor false", new Mistake(name, value, "must be true or false")));
        }
        return value.equals("true");
    }
}
