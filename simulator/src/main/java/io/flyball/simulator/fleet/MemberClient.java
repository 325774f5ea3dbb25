package io.flyball.simulator.fleet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Calls of the members' HTTP API. */
final class MemberClient {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);
    private static final int ATTEMPTS = 6;
    private static final int GOOD = 2;
    private static final int NOT_FOUND = 404;

    private final HttpClient http;
    private final List<URI> servers;
    private final Optional<String> token;
    private final Clocks clocks;

    MemberClient(HttpClient http, List<URI> servers, Optional<String> token, Clocks clocks) {
        this.http = http;
        this.servers = List.copyOf(servers);
        this.token = token;
        this.clocks = clocks;
    }

    /** @throws FleetException when no member takes it */
    void putPolicy(String name, String yaml) {
        String why = "?author=flyball-simulate-fleet&reason=load%20test";
        anywhere(
                "policy " + name + " was not stored",
                "/v1/policies/" + name + why,
                request -> request.header("Content-Type", "application/yaml").PUT(BodyPublishers.ofString(yaml)));
    }

    /** @throws FleetException when no member removes it */
    void deletePolicy(String name) {
        anywhere("policy " + name + " was not removed", "/v1/policies/" + name, HttpRequest.Builder::DELETE);
    }

    /** Body of the answer of one member; empty when it does not answer well. */
    Optional<String> get(URI server, String path) {
        try {
            HttpResponse<String> answer = http.send(request(server, path).build(), BodyHandlers.ofString());
            return answer.statusCode() / 100 == GOOD ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** The first good answer of any member; empty when there is none. */
    Optional<String> get(String path) {
        for (URI server : servers) {
            Optional<String> answer = get(server, path);
            if (answer.isPresent()) {
                return answer;
            }
        }
        return Optional.empty();
    }

    private interface Form {
        HttpRequest.Builder of(HttpRequest.Builder request);
    }

    /** Members in turn; a refusal is final, everything else is tried again. */
    private void anywhere(String problem, String path, Form form) {
        String last = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            URI server = servers.get(attempt % servers.size());
            try {
                HttpResponse<String> answer =
                        http.send(form.of(request(server, path)).build(), BodyHandlers.ofString());
                int status = answer.statusCode();
                if (status / 100 == GOOD || status == NOT_FOUND) {
                    return;
                }
                last = server + " answered " + status + ": " + answer.body();
                if (status / 100 == 4) {
                    break;
                }
            } catch (IOException e) {
                last = server + ": " + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new FleetException(problem + ": interrupted");
            }
            clocks.sleep(Duration.ofMillis(200L << attempt));
        }
        throw new FleetException(problem + ": " + last);
    }

    private HttpRequest.Builder request(URI server, String path) {
        String base = server.toString().replaceAll("/+$", "");
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(ANSWER_WITHIN);
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request;
    }
}
