package io.flyball.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code flyball demo}: a cluster, an agent, a badly configured service and a day of traffic on this machine. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Start a cluster, a badly configured service and a day of traffic here, and watch it being repaired.")
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = DurationText.class,
            description = "end by itself after this time (at least 2m30s) with a summary; exit 0 only if all was seen")
    private Duration duration;

    @Option(names = "--chaos", description = "kill the member in charge in mid-run")
    private boolean chaos;

    @Option(names = "--bad-policy", description = "also apply a harmful policy, and see it caught and reverted")
    private boolean badPolicy;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "where the processes keep their data (default: a new temporary directory)")
    private Path data;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "7600",
            description = "HTTP port of the first member (default: ${DEFAULT-VALUE}, or free ones if it is taken)")
    private int port;

    @Override
    public Integer call() {
        return DemoLaunch.run(duration, chaos, badPolicy, data, port);
    }
}
