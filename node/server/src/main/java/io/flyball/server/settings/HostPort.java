package io.flyball.server.settings;

import java.util.Optional;

/** A host and a port, e.g. {@code 127.0.0.1:7600} or {@code [::1]:7600}; port 0 = any free one. */
public record HostPort(String host, int port) {

    public static Optional<HostPort> parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            return Optional.empty();
        }
        String host = text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (!bracketed && host.indexOf(':') >= 0) {
            return Optional.empty();
        }
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            return port < 0 || port > 65_535 || host.isBlank()
                    ? Optional.empty()
                    : Optional.of(new HostPort(bracketed ? host.substring(1, host.length() - 1) : host, port));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
