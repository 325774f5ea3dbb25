package io.flyball.simulator.demo.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flyball.simulator.demo.load.LoadMain;
import io.flyball.simulator.demo.load.LoadSecond;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real shops, a real load, a real signal. */
class ShopDrainTest {
    @TempDir
    Path directory;

    private final List<Process> processes = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void killWhatIsLeft() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void anInstanceStoppedUnderLoadFailsNoRequest() throws Exception {
        int one = freePort();
        int other = freePort();
        Process staying = shop(one);
        Process leaving = shop(other);
        awaitReady(one);
        awaitReady(other);
        list(one, other);
        Process load = java(
                "-Xmx64m",
                LoadMain.class.getName(),
                "--endpoints",
                directory.resolve("shop.json").toString(),
                "--out",
                directory.resolve("load").toString(),
                "--day",
                "PT40S",
                "--for",
                "PT9S");
        await().atMost(Duration.ofSeconds(20)).until(() -> completed() > 400);

        list(one);
        await().during(Duration.ofMillis(500)).until(() -> true);
        leaving.destroy();

        assertThat(leaving.waitFor(8, TimeUnit.SECONDS)).as("stops by itself").isTrue();
        assertThat(load.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(staying.isAlive()).isTrue();
        List<LoadSecond> seconds = seconds();
        assertThat(seconds.stream().mapToLong(LoadSecond::failed).sum())
                .as(Files.readString(directory.resolve("load/failures.tsv")))
                .isZero();
        assertThat(seconds.stream().mapToInt(LoadSecond::instances).max()).hasValue(2);
        assertThat(seconds.get(seconds.size() - 2).instances()).isEqualTo(1);
        assertThat(completed())
                .isEqualTo(seconds.stream().mapToLong(LoadSecond::offered).sum());
    }

    @Test
    void aDrainingShopAnswersWhatItIsAskedAndSaysGoodbye() throws Exception {
        int port = freePort();
        Process shop = shop(port);
        awaitReady(port);
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/buy"))
                .build();
        var kept = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(kept.headers().firstValue("Connection")).isEmpty();
        shop.destroy();
        await().atMost(Duration.ofSeconds(3))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> {
                    var response = client.send(request, HttpResponse.BodyHandlers.ofString());
                    assertThat(response.statusCode()).isEqualTo(200);
                    assertThat(response.headers().firstValue("Connection")).hasValue("close");
                });
    }

    private Process shop(int port) throws IOException {
        return java("-Xmx320m", ShopMain.class.getName(), "--port", Integer.toString(port), "--max-threads", "16");
    }

    private Process java(String heap, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:TieredStopAtLevel=1",
                "-Dflyball.parent=" + ProcessHandle.current().pid(),
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log-" + processes.size()).toFile())
                .start();
        processes.add(process);
        return process;
    }

    private void awaitReady(int port) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ready"))
                .build();
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        });
    }

    private void list(int... ports) throws IOException {
        List<String> groups = new ArrayList<>();
        for (int port : ports) {
            groups.add("{\"targets\":[\"127.0.0.1:" + port + "\"],\"labels\":{\"node\":\"shop-" + port + "\"}}");
        }
        Path fresh = Files.writeString(directory.resolve("shop.json.new"), groups.toString());
        Files.move(fresh, directory.resolve("shop.json"), StandardCopyOption.ATOMIC_MOVE);
    }

    private long completed() throws IOException {
        return seconds().stream().mapToLong(LoadSecond::completed).sum();
    }

    private List<LoadSecond> seconds() throws IOException {
        Path file = directory.resolve("load/load.tsv");
        if (!Files.exists(file)) {
            return List.of();
        }
        return Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("second") && line.split("\t").length == 14)
                .map(LoadSecond::parse)
                .toList();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
