package io.flyball.agent.settings;

import io.flyball.agent.link.LinkSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code flyball.agent.servers, token, token-file} and {@code link}. */
final class LinkSection {
    private static final Duration SHORTEST = Duration.ofMillis(10);

    private LinkSection() {}

    static List<URI> servers(Section agent) {
        List<String> texts = agent.texts("servers").stream()
                .flatMap(text -> List.of(text.split(",")).stream())
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
        agent.require(!texts.isEmpty(), "servers", texts, "a list with at least one address of a member");
        return texts.stream().flatMap(text -> server(agent, text).stream()).toList();
    }

    private static Optional<URI> server(Section agent, String text) {
        try {
            URI server = URI.create(text);
            boolean http = "http".equals(server.getScheme()) || "https".equals(server.getScheme());
            if (http && server.getHost() != null && server.getQuery() == null && server.getUserInfo() == null) {
                return Optional.of(server);
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        agent.problem("servers", text, "http://HOST:PORT or https://HOST:PORT");
        return Optional.empty();
    }

    static Optional<LinkSettings.Bearer> token(Section agent) {
        Optional<String> text = agent.optionalText("token");
        Optional<String> file = agent.optionalText("token-file");
        agent.require(text.isEmpty() || file.isEmpty(), "token-file", file.orElse(""), "empty when token is set");
        Optional<String> secret = text.or(() -> file.flatMap(name -> contents(agent, name)));
        boolean usable = secret.isEmpty() || secret.get().matches("[\\x21-\\x7e]{1,4096}");
        agent.require(usable, "token", "***", "1 to 4096 visible ASCII characters");
        return secret.map(LinkSettings.Bearer::new);
    }

    private static Optional<String> contents(Section agent, String name) {
        try {
            return Optional.of(Files.readString(Path.of(name)).strip());
        } catch (IOException e) {
            agent.problem("token-file", name, "a readable file (" + e.getClass().getSimpleName() + ")");
            return Optional.empty();
        }
    }

    static LinkSettings.Timing timing(Section link) {
        Duration retryFirst = link.duration("retry-first", SHORTEST);
        Duration retryMax = link.duration("retry-max", SHORTEST);
        link.require(
                retryMax.compareTo(retryFirst) >= 0,
                "retry-max",
                retryMax.toMillis() + " ms",
                "at least retry-first (" + retryFirst.toMillis() + " ms)");
        return new LinkSettings.Timing(
                link.duration("connect-timeout", SHORTEST),
                link.duration("silence", SHORTEST),
                link.duration("keep-alive", SHORTEST),
                retryFirst,
                retryMax);
    }

    /** The buffer is stated in time; at the interval of reports that is a number of them. */
    static LinkSettings.Bounds bounds(Section link, Duration interval) {
        Duration buffer = link.duration("buffer", Duration.ofSeconds(1));
        long reports = Math.max(1, buffer.toMillis() / Math.max(1, interval.toMillis()));
        return new LinkSettings.Bounds(
                link.integer("window", 1, 100_000),
                (int) Math.min(1_000_000, reports),
                link.bytes("buffer-bytes", 64 * 1024));
    }
}
