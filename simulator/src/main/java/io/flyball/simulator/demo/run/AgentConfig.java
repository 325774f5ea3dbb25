package io.flyball.simulator.demo.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The agent's configuration file for the demo: one template, the shop. */
final class AgentConfig {
    static final int INSTANCES = 4;

    private AgentConfig() {}

    /** @param drain between leaving the endpoints file, which customers read each 200 ms, and the stop signal */
    static String render(
            List<String> servers, Path data, List<String> command, int firstPort, Duration drain, String watch) {
        return """
                # Written by the demo: an agent that watches the JVMs of this host and runs the shop.
                flyball.agent {
                  name = "demo-host"
                  servers = [%s]
                  data = %s
                  interval = 1s
                  discover-every = 1s
                  # Only what this demo started: other JVMs of this user are left alone.
                  watch = %s
                  stop-instances-on-exit = true
                  templates = [{
                    service = "shop"
                    command = [
                      %s
                    ]
                    ports = "%s"
                    ready = "http://127.0.0.1:{port}/ready"
                    ready-timeout = 60s
                    drain = %dms
                    stop-timeout = 8s
                    initial = 2
                    limit = %d
                  }]
                }
                """.formatted(
                        servers.stream().map(AgentConfig::quote).collect(Collectors.joining(", ")),
                        quote(data.toString()),
                        quote(watch),
                        command.stream().map(AgentConfig::quote).collect(Collectors.joining(",\n      ")),
                        firstPort + "-" + (firstPort + INSTANCES - 1),
                        drain.toMillis(),
                        INSTANCES);
    }

    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
