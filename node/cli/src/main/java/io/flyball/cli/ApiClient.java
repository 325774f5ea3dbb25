package io.flyball.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Calls the control API of the first member that answers. Built on {@link HttpURLConnection} because it loads in
 * a fraction of the time that the newer client takes, and a verb is one call.
 */
public final class ApiClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST_ANSWER = 64 * 1024 * 1024;

    private final List<URI> members;
    private final String token;
    private final Duration timeout;

    public ApiClient(List<URI> members, String token, Duration timeout) {
        this.members = members;
        this.token = token;
        this.timeout = timeout;
    }

    /** What a member answered; only successes get this far. */
    public record Answer(int status, String etag, JsonNode body) {}

    public Answer get(String path) {
        return call("GET", path, null, Map.of());
    }

    public Answer put(String path, byte[] body, Map<String, String> headers) {
        return call("PUT", path, body, headers);
    }

    public Answer delete(String path, byte[] body, Map<String, String> headers) {
        return call("DELETE", path, body, headers);
    }

    public static byte[] json(Map<String, ?> value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** One path segment or query value, made safe. */
    public static String escape(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Opens a server-sent event stream; the caller closes it. {@code lastEventId} may be empty. */
    public InputStream events(String path, String lastEventId) throws IOException {
        IOException last = null;
        for (URI member : members) {
            try {
                HttpURLConnection connection = open("GET", member, path, Map.of("Accept", "text/event-stream"));
                if (!lastEventId.isEmpty()) {
                    connection.setRequestProperty("Last-Event-ID", lastEventId);
                }
                // heartbeats come every few seconds; a longer silence is a dead connection
                connection.setReadTimeout(30_000);
                int status = connection.getResponseCode();
                if (status == 200) {
                    return connection.getInputStream();
                }
                throw failure(status, read(connection, status), path);
            } catch (IOException unreachable) {
                last = unreachable;
            }
        }
        throw last == null ? new IOException("no member given") : last;
    }

    private Answer call(String method, String path, byte[] body, Map<String, String> headers) {
        StringBuilder tried = new StringBuilder();
        boolean late = false;
        for (URI member : members) {
            try {
                return call(method, member, path, body, headers);
            } catch (SocketTimeoutException timeout) {
                late = true;
                tried.append("\n  ").append(member).append(": no answer in time");
            } catch (JsonProcessingException broken) {
                throw new CliException(
                        ExitCodes.FAILED, member + " answered what is no JSON: " + broken.getOriginalMessage());
            } catch (IOException unreachable) {
                tried.append("\n  ").append(member).append(": ").append(reason(unreachable));
            }
        }
        if (late) { // the call may have had its effect
            throw new CliException(ExitCodes.TIMEOUT, "no answer within " + timeout.toSeconds() + " s:" + tried);
        }
        throw new CliException(
                ExitCodes.UNREACHABLE,
                "no member reachable:" + tried + "\nIs it running? Start one with 'flyball server', or name another"
                        + " with --server URL.");
    }

    private Answer call(String method, URI member, String path, byte[] body, Map<String, String> headers)
            throws IOException {
        HttpURLConnection connection = open(method, member, path, headers);
        if (body != null) {
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
        }
        int status = connection.getResponseCode();
        JsonNode answer = read(connection, status);
        if (status >= 400) {
            throw failure(status, answer, path);
        }
        return new Answer(status, connection.getHeaderField("ETag"), answer);
    }

    private HttpURLConnection open(String method, URI member, String path, Map<String, String> headers)
            throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) member.resolve(path).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setConnectTimeout((int) Math.min(3_000, timeout.toMillis()));
        connection.setReadTimeout((int) timeout.toMillis());
        connection.setRequestProperty("Accept", "application/json");
        headers.forEach(connection::setRequestProperty);
        if (token != null) {
            connection.setRequestProperty("Authorization", "Bearer " + token);
        }
        return connection;
    }

    private static JsonNode read(HttpURLConnection connection, int status) throws IOException {
        try (InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            if (in == null) {
                return JSON.nullNode();
            }
            byte[] bytes = in.readNBytes(LARGEST_ANSWER);
            if (bytes.length == 0) {
                return JSON.nullNode();
            }
            String type = connection.getContentType();
            return type != null && type.contains("json")
                    ? JSON.readTree(bytes)
                    : JSON.getNodeFactory().textNode(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    private static CliException failure(int status, JsonNode problem, String path) {
        int exit = switch (status) {
            case 409, 412, 428 -> ExitCodes.CONFLICT;
            case 503, 504 -> ExitCodes.TIMEOUT;
            case 400, 413, 422 -> ExitCodes.USAGE;
            default -> ExitCodes.FAILED;
        };
        return new CliException(exit, ProblemText.of(status, problem, path));
    }

    private static String reason(IOException failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
