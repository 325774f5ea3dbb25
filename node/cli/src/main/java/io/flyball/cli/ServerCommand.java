package io.flyball.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code flyball server}: one planner member. */
@Command(
        name = "server",
        mixinStandardHelpOptions = true,
        description = "Run one planner member; the first one without --join, the others with it.")
final class ServerCommand implements Callable<Integer> {
    @Option(
            names = "--http",
            paramLabel = "HOST:PORT",
            description = "API, page and agents (default: 127.0.0.1:7600; others than loopback need a token)")
    private String http;

    @Option(
            names = "--cluster",
            paramLabel = "HOST:PORT",
            description = "where other members reach this one (default: 127.0.0.1:7700)")
    private String cluster;

    @Option(
            names = "--join",
            split = ",",
            paramLabel = "HOST:PORT",
            description = "cluster address of a running member")
    private List<String> join;

    @Option(names = "--data", paramLabel = "DIR", description = "this member's own directory")
    private Path data;

    @Option(names = "--name", paramLabel = "NAME", description = "of this member (default: kept in the data directory)")
    private String name;

    @Option(names = "--optimizers", paramLabel = "DIR", description = "jar files of custom optimizers")
    private Path optimizers;

    @Option(names = "--config", paramLabel = "FILE", description = "HOCON file with a flyball.server block")
    private Path config;

    @Override
    public Integer call() {
        Map<String, String> options = new HashMap<>();
        put(options, "http", http);
        put(options, "cluster", cluster);
        put(options, "join", join == null ? null : String.join(",", join));
        put(options, "data", data == null ? null : data.toString());
        put(options, "name", name);
        put(options, "optimizers", optimizers == null ? null : optimizers.toString());
        return ServerLaunch.run(config, options);
    }

    private static void put(Map<String, String> options, String option, String value) {
        if (value != null) {
            options.put(option, value);
        }
    }
}
