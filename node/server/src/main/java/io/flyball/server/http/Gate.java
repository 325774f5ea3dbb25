package io.flyball.server.http;

import io.flyball.server.http.kit.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * Who may pass. With a token: who carries it, except to health checks and to the page's own files, which hold nothing
 * worth hiding and must load before anyone can type a token. Without one the API listens on loopback only, and then the
 * danger is a web page in the same machine's browser: names that resolve to loopback (DNS rebinding) and foreign
 * origins, also of WebSockets, are turned away.
 */
final class Gate {
    private static final Set<String> OPEN = Set.of("/health/live", "/health/ready", "/");
    private static final String PAGE = "/page/";
    private static final Pattern IP_LITERAL = Pattern.compile("[0-9.]+|\\[[0-9a-fA-F:.]+]");
    private static final String SCHEME = "bearer ";

    private final Optional<byte[]> tokenDigest;

    Gate(Optional<String> token) {
        this.tokenDigest = token.map(Gate::digest);
    }

    Optional<Problem> refusal(HttpRequest request) {
        if (isForeignOrigin(request)) {
            return Optional.of(new Problem(403, "forbidden", "calls from pages of other origins are refused"));
        }
        if (tokenDigest.isEmpty()) {
            return isRebound(request)
                    ? Optional.of(new Problem(
                            421, "misdirected request", "the Host header must be localhost or an IP address"))
                    : Optional.empty();
        }
        if (isOpen(request.getUri().path()) || hasToken(request)) {
            return Optional.empty();
        }
        return Optional.of(new Problem(
                401,
                "unauthorized",
                "send the member's token as 'Authorization: Bearer ...'",
                List.of(),
                Map.of("WWW-Authenticate", "Bearer realm=\"flyball\"")));
    }

    private static boolean isOpen(String path) {
        return OPEN.contains(path) || path.startsWith(PAGE);
    }

    /** Digests have equal length, so that comparing takes the same time whatever was sent. */
    private boolean hasToken(HttpRequest request) {
        return header(request, "authorization")
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(SCHEME))
                .map(value -> value.substring(SCHEME.length()).strip())
                .filter(value -> MessageDigest.isEqual(digest(value), tokenDigest.orElseThrow()))
                .isPresent();
    }

    private static boolean isForeignOrigin(HttpRequest request) {
        Optional<String> origin = header(request, "origin");
        Optional<String> host = header(request, "host");
        return origin.isPresent()
                && !origin.equals(host.map(name -> "http://" + name))
                && !origin.equals(host.map(name -> "https://" + name));
    }

    private static boolean isRebound(HttpRequest request) {
        String host = header(request, "host").orElse("").replaceFirst(":[0-9]*$", "");
        return !host.isEmpty()
                && !host.equals("localhost")
                && !IP_LITERAL.matcher(host).matches();
    }

    private static Optional<String> header(HttpRequest request, String name) {
        return request.getHeader(name).map(HttpHeader::value);
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
