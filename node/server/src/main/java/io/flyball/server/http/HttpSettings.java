package io.flyball.server.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the API listens and who may call it.
 *
 * @param port 0 = any free one
 * @param token bearer token that every call but health checks must carry; needed to listen beyond loopback
 * @param askTimeout how long a planner, keeper or history may take to answer
 * @param maxConnections open connections, links of agents among them
 * @param maxStreams open decision streams
 */
public record HttpSettings(
        String host, int port, Optional<String> token, Duration askTimeout, int maxConnections, int maxStreams) {
    public static final int MIN_TOKEN_LENGTH = 16;

    public HttpSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("http port = " + port + ": must be from 0 to 65535");
        }
        token.filter(text -> text.length() < MIN_TOKEN_LENGTH).ifPresent(text -> {
            throw new IllegalArgumentException(
                    "http token: must be at least " + MIN_TOKEN_LENGTH + " characters, it has " + text.length());
        });
        if (token.isEmpty() && !isLoopback(host)) {
            throw new IllegalArgumentException("http host = " + host
                    + ": must be a loopback address as long as no token is configured (flyball.server.http.token)");
        }
    }

    /** With the bounds that suit most members. */
    public static HttpSettings of(String host, int port, Optional<String> token) {
        return new HttpSettings(host, port, token, Duration.ofSeconds(4), 20_000, 256);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("http host = " + host + ": must be a name or address of this host", e);
        }
    }
}
