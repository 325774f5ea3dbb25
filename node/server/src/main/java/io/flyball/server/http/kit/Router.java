package io.flyball.server.http.kit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the endpoint of a path and method. Literal segments win over variables, so that {@code /v1/decisions/stream} is
 * not the decision named stream. Linear in the number of endpoints, which is about thirty.
 */
public final class Router {
    private final List<Endpoint> endpoints;

    public Router(List<Endpoint> endpoints) {
        this.endpoints = List.copyOf(endpoints);
    }

    public List<Endpoint> endpoints() {
        return endpoints;
    }

    /** What a path and method lead to. */
    public sealed interface Match {}

    public record Found(Endpoint endpoint, Map<String, String> variables) implements Match {}

    public record WrongMethod(Set<String> allowed) implements Match {}

    public record NoSuchPath() implements Match {}

    public Match match(String method, List<String> segments) {
        Optional<Found> best = Optional.empty();
        Set<String> allowed = new TreeSet<>();
        for (Endpoint endpoint : endpoints) {
            Optional<Map<String, String>> variables = bind(endpoint, segments);
            if (variables.isEmpty()) {
                continue;
            }
            allowed.add(endpoint.method());
            boolean moreLiteral = best.isEmpty()
                    || variables.get().size() < best.get().variables().size();
            if (endpoint.method().equals(method) && moreLiteral) {
                best = Optional.of(new Found(endpoint, variables.get()));
            }
        }
        if (best.isPresent()) {
            return best.get();
        }
        return allowed.isEmpty() ? new NoSuchPath() : new WrongMethod(allowed);
    }

    private static Optional<Map<String, String>> bind(Endpoint endpoint, List<String> segments) {
        List<String> pattern = endpoint.segments();
        if (pattern.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < pattern.size(); i++) {
            String segment = segments.get(i);
            Optional<String> variable = Endpoint.variable(pattern.get(i));
            if (variable.isPresent() && !segment.isEmpty()) {
                variables.put(variable.get(), segment);
            } else if (!pattern.get(i).equals(segment)) {
                return Optional.empty();
            }
        }
        return Optional.of(Map.copyOf(variables));
    }
}
