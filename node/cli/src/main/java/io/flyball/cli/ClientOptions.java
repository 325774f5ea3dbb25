package io.flyball.cli;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Option;

/** Options of every verb that talks to a member. */
public final class ClientOptions {
    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "${FLYBALL_SERVER:-http://127.0.0.1:7600}",
            description = "a member, or several separated by commas, tried in turn (default: ${DEFAULT-VALUE})")
    private String servers;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${FLYBALL_TOKEN}",
            description = "bearer token (default: environment FLYBALL_TOKEN)")
    private String token;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "give up after this time (default: ${DEFAULT-VALUE})")
    private int timeoutSeconds;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: table)")
    private Output output;

    public ApiClient client() {
        return new ApiClient(members(), token(), Duration.ofSeconds(timeoutSeconds));
    }

    /** HTTP addresses, at least one. */
    public List<URI> members() {
        List<URI> members = Arrays.stream(servers.split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(ClientOptions::address)
                .toList();
        if (members.isEmpty()) {
            throw new CliException(ExitCodes.USAGE, "--server = '': must be a URL such as http://127.0.0.1:7600");
        }
        return members;
    }

    /** Bearer token; null when there is none. */
    public String token() {
        return token == null || token.isBlank() ? null : token;
    }

    public Output output() {
        return output;
    }

    private static URI address(String text) {
        try {
            URI uri = URI.create(text);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException malformed) {
            // told below together with the other wrong forms
        }
        throw new CliException(
                ExitCodes.USAGE, "--server = '" + text + "': must be a URL such as http://127.0.0.1:7600");
    }
}
