package io.flyball.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Runs client verbs against a canned answer of this very process, so that a class data archive made from it holds
 * every class that a real call loads. Only {@code deploy/archive.sh} calls it.
 */
@Command(name = "rehearse", hidden = true, description = "Load what client verbs load.")
final class RehearseCommand implements Callable<Integer> {
    private static final String ANSWER = "{\"services\":[{\"name\":\"a\",\"state\":\"active\",\"nodes\":{\"live\":1},"
            + "\"trials\":[]}],\"decisions\":[{\"at\":\"2026-01-01T00:00:00Z\",\"id\":\"a\",\"reasons\":[\"r\"]}]}";

    @Override
    public Integer call() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            Main.run("get", "services", "--server", url);
            Main.run("get", "decisions", "--server", url);
            Main.run("describe", "a", "--server", url);
            Main.run("explain", "a", "--server", url);
            Main.run("get", "services", "--server", url, "-o", "json");
            Main.run("get", "services", "--server", url, "-o", "yaml");
            return Main.run("freeze", "--server", url, "--reason", "rehearsal");
        } finally {
            server.stop(0);
        }
    }
}
