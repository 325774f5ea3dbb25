package io.flyball.cli.capacity;

import io.flyball.cli.CliException;
import io.flyball.cli.ClientOptions;
import io.flyball.cli.DurationText;
import io.flyball.cli.ExitCodes;
import io.flyball.cli.Progress;
import io.flyball.cli.series.SeriesFile;
import io.flyball.cli.series.TimeSeries;
import io.flyball.protocol.model.Metrics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flyball plan capacity}: how many instances, with what, at what cost, and what gives way first. */
@Command(
        name = "capacity",
        mixinStandardHelpOptions = true,
        description = {
            "Say how many instances, which pools and heap a load needs, at what cost, and what gives way first.",
            "From the history of a live service, from a file, or from what is given; changes nothing."
        },
        footer = {
            "",
            "Exit status: 0 a plan, 1 too little is known for a number, or no count of instances keeps the objectives,",
            "2 wrong options or file, 3 timeout, 5 no member reachable."
        })
public final class PlanCapacityCommand implements Callable<Integer> {
    private static final Duration LONGEST = Duration.ofDays(400);

    @Mixin
    private ClientOptions client;

    @Mixin
    private GivenOptions given;

    @Option(names = "--service", paramLabel = "SERVICE", description = "a live service: its history and its policy")
    private String service;

    @Option(
            names = "--since",
            paramLabel = "DURATION",
            defaultValue = "7d",
            converter = DurationText.class,
            description = "how far back in the live service's history (default: ${DEFAULT-VALUE})")
    private Duration since;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "CSV of times and the load of the whole service per second, or of the columns load, instances"
                    + " and metrics of an instance as in docs/operate/metrics.md")
    private Path trace;

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description = "a scenario: its load, and its fleet measured in simulation")
    private Path scenario;

    @Option(names = "--column", paramLabel = "NAME", description = "which column is the load")
    private String column;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        check();
        Optional<ServicePolicy> policy = Optional.empty();
        Columns columns = Columns.NONE;
        if (service != null) {
            Progress progress = new Progress(spec.commandLine().getErr());
            policy = ServicePolicy.of(client.client(), service);
            columns = ServiceHistory.read(client.client(), service, since, Instant.now(), progress);
            progress.end();
        } else if (trace != null) {
            columns = file();
        }
        return PlanCapacityLaunch.run(name(), columns, scenario, policy, given, client.output(), spec.commandLine());
    }

    private String name() {
        Path file = trace != null ? trace : scenario;
        return service != null ? service : file != null ? file.getFileName().toString() : "plan";
    }

    private void check() {
        List<String> wrong = new ArrayList<>();
        long sources =
                Stream.of(service, trace, scenario).filter(Objects::nonNull).count();
        if (sources > 1) {
            wrong.add("--service, --trace and --scenario: must be one of them");
        }
        if (given.load != null && given.growth != null) {
            wrong.add("--growth: not with --load, which is the peak itself");
        }
        if (sources == 0 && given.load == null) {
            wrong.add("--service, --trace, --scenario or --load: one must be given");
        }
        if (service == null && scenario == null && given.cpuPerRequest != null && given.cores == null) {
            wrong.add("--cpu-per-request: must come with --cores, the processors of an instance");
        }
        if (given.cpuPerRequest != null && given.capacity != null) {
            wrong.add("--capacity and --cpu-per-request: must be one of them");
        }
        if (given.cores != null && (given.cores < 0.1 || given.cores > 4096)) {
            wrong.add("--cores = %s: must be 0.1 to 4096".formatted(given.cores));
        }
        if (given.latency != null && given.latencyP99 != null && given.latency > given.latencyP99) {
            wrong.add("--latency-p99: must be at least --latency, the mean");
        }
        if (given.spare != null && (given.spare < 0 || given.spare > 1000)) {
            wrong.add("--spare = %d: must be 0 to 1000".formatted(given.spare));
        }
        if (given.zones != null && (given.zones < 1 || given.zones > 100)) {
            wrong.add("--zones = %d: must be 1 to 100".formatted(given.zones));
        }
        if (since.isZero() || since.compareTo(LONGEST) > 0) {
            wrong.add("--since: must be above 0 and at most 400d");
        }
        if (!wrong.isEmpty()) {
            throw new CliException(ExitCodes.USAGE, String.join("\n  ", wrong));
        }
    }

    private Columns file() {
        Map<String, TimeSeries> read = new TreeMap<>(SeriesFile.read(trace));
        String load = column != null
                ? column
                : read.size() == 1 ? read.keySet().iterator().next() : null;
        if (load != null && !load.equals(Columns.LOAD)) {
            TimeSeries series = read.remove(load);
            if (series == null) {
                throw new CliException(
                        ExitCodes.USAGE,
                        trace + ": --column = " + load + ": must be one of " + String.join(", ", read.keySet()));
            }
            read.put(Columns.LOAD, series);
        }
        Columns columns = read.values().stream().allMatch(TimeSeries::hasTimes)
                ? Columns.of(read).withLoad(Metrics.THROUGHPUT)
                : Columns.NONE;
        if (!columns.values().containsKey(Columns.LOAD)) {
            throw new CliException(
                    ExitCodes.USAGE,
                    trace + ": must have a column of times and one named load, or throughput and instances;"
                            + " --column NAME says which is the load");
        }
        for (double value : columns.values().get(Columns.LOAD)) {
            if (value < 0) {
                throw new CliException(ExitCodes.USAGE, trace + ": load = " + value + ": must be 0 or more");
            }
        }
        return columns;
    }
}
