package io.flyball.agent.sense;

import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a JVM is called and where it tells about itself. The service is the first found of: system property
 * {@code flyball.service}, variable {@code FLYBALL_SERVICE}, a rule of the agent, the main class or jar in kebab case
 * ({@code com.acme.OrderService} and {@code order-service-1.2.jar} are both {@code order-service}).
 *
 * @param role Flyball's own processes name theirs; they are not managed
 */
record NodeName(ServiceName service, NodeId node, Optional<URI> scrape, Optional<URI> ready, Optional<String> role) {

    /** What is known of a JVM. */
    record Clues(
            long pid,
            List<String> arguments,
            Map<String, String> environment,
            Function<String, Optional<String>> property) {}

    static NodeName of(Clues clues, SenseSettings settings) {
        Optional<ServiceRule> rule = settings.rules().stream()
                .filter(candidate -> candidate.appliesTo(String.join(" ", clues.arguments())))
                .findFirst();
        ServiceName service = new ServiceName(clues.property()
                .apply("flyball.service")
                .or(() -> Optional.ofNullable(clues.environment().get("FLYBALL_SERVICE")))
                .map(NodeName::service)
                .or(() -> rule.map(found -> found.service().value()))
                .orElseGet(() -> service(kebab(mainOf(clues)))));
        String node = clues.property()
                .apply("flyball.node")
                .or(() -> Optional.ofNullable(clues.environment().get("FLYBALL_NODE")))
                .orElse(settings.host() + "-" + clues.pid());
        Optional<URI> scrape = clues.property()
                .apply("flyball.scrape")
                .flatMap(NodeName::uri)
                .or(() -> rule.flatMap(ServiceRule::scrape));
        Optional<URI> ready = clues.property().apply("flyball.ready").flatMap(NodeName::uri);
        return new NodeName(service, node(node), scrape, ready, clues.property().apply("flyball.role"));
    }

    /** A second JVM with a name that is taken. */
    NodeName qualifiedBy(long pid) {
        String suffix = "@" + pid;
        String value = node.value();
        String cut = value.substring(0, Math.min(value.length(), 128 - suffix.length()));
        return new NodeName(service, new NodeId(cut + suffix), scrape, ready, role);
    }

    /** {@code sun.java.command} is the main class or jar and its arguments. */
    private static String mainOf(Clues clues) {
        return clues.property()
                .apply("sun.java.command")
                .map(command -> command.split(" ")[0])
                .filter(main -> !main.isBlank())
                .orElseGet(() -> MainArgument.of(clues.arguments()));
    }

    static String kebab(String main) {
        String name = main.substring(main.lastIndexOf('/') + 1);
        if (name.endsWith(".jar")) {
            name = name.substring(0, name.length() - 4).replaceFirst("-[0-9][0-9A-Za-z.+-]*$", "");
        } else {
            name = name.substring(name.lastIndexOf('.') + 1);
        }
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").replaceAll("([A-Z])([A-Z][a-z])", "$1-$2");
    }

    private static String service(String raw) {
        String cleaned = raw.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "-");
        String cut = cleaned.substring(0, Math.min(cleaned.length(), 63)).replaceAll("^[.-]+|[.-]+$", "");
        return cut.isEmpty() ? "java" : cut;
    }

    private static NodeId node(String raw) {
        String cleaned = raw.replaceAll("[^A-Za-z0-9._:@-]", "-").replaceAll("^[._:@-]+", "");
        String cut = cleaned.substring(0, Math.min(cleaned.length(), 128));
        return new NodeId(cut.isEmpty() ? "node" : cut);
    }

    private static Optional<URI> uri(String text) {
        try {
            URI uri = URI.create(text);
            return "http".equals(uri.getScheme()) || "https".equals(uri.getScheme())
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
