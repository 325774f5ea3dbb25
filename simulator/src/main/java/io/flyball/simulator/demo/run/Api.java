package io.flyball.simulator.demo.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** HTTP API v1 of whichever member answers. */
final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final List<String> members;

    Api(List<String> members) {
        this.members = new CopyOnWriteArrayList<>(members);
    }

    /** Base addresses, the preferred one first. */
    List<String> members() {
        return List.copyOf(members);
    }

    /** No longer asked. */
    void forget(String member) {
        members.remove(member);
    }

    HttpClient client() {
        return client;
    }

    /** The first good answer of any member. */
    Optional<JsonNode> get(String path) {
        for (String member : members) {
            Optional<JsonNode> answer = getFrom(member, path);
            if (answer.isPresent()) {
                return answer;
            }
        }
        return Optional.empty();
    }

    /** Empty where it does not answer, or not with 200. */
    Optional<JsonNode> getFrom(String member, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(member + path))
                .timeout(TIMEOUT)
                .build();
        try {
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return response.statusCode() == 200 ? Optional.of(JSON.readTree(response.body())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    boolean isReady(String member) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(member + "/health/ready"))
                .timeout(TIMEOUT)
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Answers the problem, or nothing when the policy was taken. */
    Optional<String> putPolicy(String name, String yaml) {
        String problem = "no member answered";
        for (String member : members) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(member + "/v1/policies/" + name))
                    .timeout(TIMEOUT.multipliedBy(3))
                    .header("Content-Type", "application/yaml")
                    .PUT(HttpRequest.BodyPublishers.ofString(yaml))
                    .build();
            try {
                HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() / 100 == 2) {
                    return Optional.empty();
                }
                problem = "status " + response.statusCode() + ": " + response.body();
            } catch (IOException e) {
                problem = member + " does not answer: " + e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.of("interrupted");
            }
        }
        return Optional.of(problem);
    }

    static String escape(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static JsonNode parse(String text) throws IOException {
        return JSON.readTree(text);
    }
}
