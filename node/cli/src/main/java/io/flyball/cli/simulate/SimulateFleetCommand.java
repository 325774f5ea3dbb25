package io.flyball.cli.simulate;

import io.flyball.cli.ClientOptions;
import io.flyball.cli.DurationText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flyball simulate fleet}: virtual nodes on real links to real members. */
@Command(
        name = "fleet",
        mixinStandardHelpOptions = true,
        description = {
            "Put a fleet of virtual nodes on real members: they report over the real link and obey every command.",
            "Says how many reports were taken, lost or taken twice, how long commands took and what the members used.",
            "Exit status 0 when no report was lost and no command was executed twice, else 1."
        })
final class SimulateFleetCommand implements Callable<Integer> {
    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "10000",
            description = "virtual nodes at the beginning (default: ${DEFAULT-VALUE})")
    private int nodes;

    @Option(names = "--services", paramLabel = "N", description = "services that they belong to (default: nodes / 100)")
    private Integer services;

    @Option(
            names = "--links",
            paramLabel = "N",
            description = "agents, that is connections, that carry them (default: 200, or one per node if fewer)")
    private Integer links;

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            defaultValue = "10s",
            converter = DurationText.class,
            description = "between two reports of a node (default: ${DEFAULT-VALUE})")
    private Duration interval;

    @Option(
            names = "--warm-up",
            paramLabel = "DURATION",
            defaultValue = "30s",
            converter = DurationText.class,
            description = "load before what is timed (default: ${DEFAULT-VALUE})")
    private Duration warmUp;

    @Option(
            names = "--duration",
            paramLabel = "DURATION",
            defaultValue = "5m",
            converter = DurationText.class,
            description = "of the load that is timed (default: ${DEFAULT-VALUE})")
    private Duration duration;

    @Option(
            names = "--start-time",
            paramLabel = "DURATION",
            defaultValue = "10s",
            converter = DurationText.class,
            description = "from the order to a ready instance (default: ${DEFAULT-VALUE})")
    private Duration startTime;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "of the load (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--apply",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "store a policy for each service before, remove it afterwards (default: ${DEFAULT-VALUE})")
    private boolean apply;

    @Option(names = "--json", paramLabel = "FILE", description = "write the result there as well")
    private Path json;

    @Mixin
    private ClientOptions client;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return FleetLaunch.run(
                nodes,
                services == null ? Math.max(1, nodes / 100) : services,
                links == null ? Math.max(1, Math.min(200, nodes)) : links,
                interval,
                warmUp,
                duration,
                startTime,
                seed,
                apply,
                json,
                client,
                spec.commandLine());
    }
}
