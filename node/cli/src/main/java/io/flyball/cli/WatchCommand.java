package io.flyball.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flyball watch}: decisions as they are made, until Ctrl-C; survives the loss of the member it listens to. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = "Show decisions as they are made and, later, their measured effect, until Ctrl-C.")
final class WatchCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long RETRY_NANOS = 1_000_000_000L;
    private static final int GIVE_UP_AFTER = 30;

    @Mixin
    private ClientOptions options;

    @Parameters(arity = "0..1", paramLabel = "SERVICE", description = "only of this service")
    private String service;

    @Spec
    private CommandSpec spec;

    private String lastEventId = "";

    @Override
    public Integer call() {
        ApiClient client = options.client();
        String path = "/v1/decisions/stream" + (service == null ? "" : "?service=" + ApiClient.escape(service));
        int failures = 0;
        while (true) {
            try (BufferedReader lines = new BufferedReader(
                    new InputStreamReader(client.events(path, lastEventId), StandardCharsets.UTF_8))) {
                failures = 0;
                follow(lines);
            } catch (IOException lost) {
                if (++failures >= GIVE_UP_AFTER) {
                    throw new CliException(ExitCodes.UNREACHABLE, "no member reachable: " + lost.getMessage());
                }
            }
            LockSupport.parkNanos(RETRY_NANOS);
        }
    }

    private void follow(BufferedReader lines) throws IOException {
        String id = lastEventId;
        StringBuilder data = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("id:")) {
                id = line.substring(3).strip();
            } else if (line.startsWith("data:")) {
                data.append(line.substring(5).strip());
            } else if (line.isEmpty()) {
                if (data.length() > 0) {
                    show(data.toString());
                    lastEventId = id;
                }
                data.setLength(0);
            }
        }
    }

    private void show(String text) throws IOException {
        JsonNode decision = JSON.readTree(text);
        PrintWriter out = spec.commandLine().getOut();
        switch (options.output()) {
            case JSON -> out.println(decision);
            case YAML -> out.print("---\n" + Printer.yaml(decision));
            case TABLE ->
                out.printf(
                        "%s  %-12s %-12s %s%n",
                        Cells.clock(decision, "at"),
                        Cells.text(decision, "service"),
                        Glyphs.of(Cells.text(decision, "outcome")),
                        Cells.text(decision, "summary"));
        }
        out.flush();
    }
}
