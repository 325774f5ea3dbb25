package io.flyball.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code flyball agent}: watches the JVMs of this user on this host. */
@Command(
        name = "agent",
        mixinStandardHelpOptions = true,
        description = "Watch and tune the JVMs of this user on this host, for the planners at --server.")
final class AgentCommand implements Callable<Integer> {
    @Option(
            names = "--server",
            split = ",",
            paramLabel = "URL",
            description = "members, tried in turn (default: from the configuration, http://127.0.0.1:7600)")
    private List<String> servers;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "of this agent, unique in the fleet (default: host name)")
    private String name;

    @Option(names = "--data", paramLabel = "DIR", description = "state directory; one agent per directory")
    private Path data;

    @Option(names = "--config", paramLabel = "FILE", description = "HOCON file with a flyball.agent block")
    private Path config;

    @Override
    public Integer call() {
        Map<String, Object> overrides = new HashMap<>();
        if (servers != null) {
            overrides.put("flyball.agent.servers", servers);
        }
        if (name != null) {
            overrides.put("flyball.agent.name", name);
        }
        if (data != null) {
            overrides.put("flyball.agent.data", data.toString());
        }
        return AgentLaunch.run(config, overrides);
    }
}
