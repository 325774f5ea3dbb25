package io.flyball.simulator.bench;

import io.flyball.simulator.fleet.Clocks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The planner members of a run: one cluster on loopback, a process and a data directory each. */
final class Members {
    private static final Duration READY_WITHIN = Duration.ofSeconds(90);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final int PUT_ATTEMPTS = 5;

    private record Member(String name, int http, Process process) {}

    private final Clocks clocks;
    private final HttpClient client;
    private final Children children;
    private final List<Member> members = new ArrayList<>();

    private Members(Clocks clocks, HttpClient client, Children children) {
        this.clocks = clocks;
        this.client = client;
        this.children = children;
    }

    /** Starts them and waits until all take calls. */
    static Members start(BenchOptions options, int copies, Clocks clocks, HttpClient client, Children children) {
        Members started = new Members(clocks, client, children);
        List<Integer> ports = freePorts(2 * options.members());
        Path config = started.writeConfig(copies);
        for (int i = 0; i < options.members(); i++) {
            String name = "m" + (i + 1);
            int cluster = ports.get(2 * i + 1);
            List<String> arguments = new ArrayList<>(List.of("--name", name, "--config", config.toString()));
            arguments.addAll(List.of("--http", "127.0.0.1:" + ports.get(2 * i), "--cluster", "127.0.0.1:" + cluster));
            arguments.addAll(
                    List.of("--data", children.directory().resolve(name).toString()));
            if (i > 0) {
                arguments.addAll(List.of("--join", "127.0.0.1:" + ports.get(1)));
            }
            JavaCommands.Command command = JavaCommands.member(options.heap(), options.javaOptions(), arguments);
            started.members.add(new Member(name, ports.get(2 * i), children.start(name, command)));
            if (i == 0) {
                started.awaitReady(started.members.get(0));
            }
        }
        started.members.forEach(started::awaitReady);
        return started;
    }

    int size() {
        return members.size();
    }

    String name(int member) {
        return members.get(member).name();
    }

    /** HTTP address; a number beyond the last begins anew. */
    String address(int member) {
        return "http://127.0.0.1:" + members.get(member % members.size()).http();
    }

    URI link(int member) {
        return URI.create(address(member).replace("http:", "ws:") + "/v1/link");
    }

    /** One reading of each, in order. */
    List<ProcessReading> read() {
        return members.stream()
                .map(member -> ProcessReading.of(member.process().pid()))
                .toList();
    }

    /** The members together take a policy, or the run ends. */
    void putPolicy(String name, String yaml) {
        String problem = "";
        for (int attempt = 0; attempt < PUT_ATTEMPTS; attempt++) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address(attempt) + "/v1/policies/" + name))
                    .timeout(ANSWER_WITHIN)
                    .header("Content-Type", "application/yaml")
                    .PUT(HttpRequest.BodyPublishers.ofString(yaml))
                    .build();
            HttpResponse<String> answer = send(request);
            if (answer != null && answer.statusCode() / 100 == 2) {
                return;
            }
            problem = answer == null ? "no answer" : answer.statusCode() + " " + answer.body();
        }
        throw new BenchException("policy " + name + " was not taken: " + problem);
    }

    /** Body of the answer; empty text where there is none. */
    String get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address(0) + path))
                .timeout(ANSWER_WITHIN)
                .build();
        HttpResponse<String> answer = send(request);
        return answer == null || answer.statusCode() != 200 ? "" : answer.body();
    }

    private void awaitReady(Member member) {
        URI ready = URI.create("http://127.0.0.1:" + member.http() + "/health/ready");
        boolean answered = clocks.await(READY_WITHIN, () -> {
            if (!member.process().isAlive()) {
                throw new BenchException("member " + member.name() + " ended:\n" + children.tail(member.name()));
            }
            HttpResponse<String> answer =
                    send(HttpRequest.newBuilder(ready).timeout(ANSWER_WITHIN).build());
            return answer != null && answer.statusCode() == 200;
        });
        if (!answered) {
            throw new BenchException("member " + member.name() + " is not ready after " + READY_WITHIN.toSeconds()
                    + " s:\n" + children.tail(member.name()));
        }
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    private Path writeConfig(int copies) {
        try {
            Path file = children.directory().resolve("member.conf");
            return Files.writeString(file, "flyball.server.history.copies = " + copies + "\n");
        } catch (IOException e) {
            throw new BenchException("cannot write the members' configuration: " + e.getMessage(), e);
        }
    }

    private static List<Integer> freePorts(int count) {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return Stream.of(sockets.toArray(ServerSocket[]::new))
                    .map(ServerSocket::getLocalPort)
                    .toList();
        } catch (IOException e) {
            throw new BenchException("no free ports: " + e.getMessage(), e);
        } finally {
            sockets.forEach(Members::close);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new BenchException("cannot free a port: " + e.getMessage(), e);
        }
    }
}
