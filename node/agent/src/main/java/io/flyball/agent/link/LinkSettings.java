package io.flyball.agent.link;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the link needs to know, checked already.
 *
 * @param agent name of this agent, unique in the fleet
 * @param servers HTTP addresses of members, tried in turn
 * @param token bearer token, sent with the WebSocket handshake
 */
public record LinkSettings(String agent, List<URI> servers, Optional<Bearer> token, Bounds bounds, Timing timing) {

    /** A secret that no log or message shows. */
    public record Bearer(String secret) {
        String header() {
            return "Bearer " + secret;
        }

        @Override
        public String toString() {
            return "***";
        }
    }

    /**
     * How much is held and how much may be under way.
     *
     * @param window reports sent and not yet acknowledged, all nodes together
     * @param reportsPerNode reports kept per node until acknowledged; the oldest is dropped beyond it
     * @param bytes the same bound over all nodes, by estimate
     */
    public record Bounds(int window, int reportsPerNode, long bytes) {}

    /**
     * @param connect limit for the handshake, and again for the member's welcome
     * @param silence a link with unacknowledged reports and no frame for this long is given up
     * @param keepAlive a ping goes out when nothing else did for this long
     * @param retryFirst first pause before the next attempt
     * @param retryMax longest pause
     */
    public record Timing(
            Duration connect, Duration silence, Duration keepAlive, Duration retryFirst, Duration retryMax) {}

    public LinkSettings {
        servers = List.copyOf(servers);
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("servers = []: must name at least one member");
        }
    }

    /** Where the link of the member at {@code server} is: {@code http://h:1} becomes {@code ws://h:1/v1/link}. */
    static URI linkAddress(URI server) {
        String scheme = "https".equals(server.getScheme()) ? "wss" : "ws";
        String path = server.getPath() == null ? "" : server.getPath().replaceAll("/+$", "");
        return URI.create(scheme + "://" + server.getRawAuthority() + path + "/v1/link");
    }
}
