package io.flyball.cli;

import io.flyball.cli.series.SeriesFile;
import io.flyball.cli.series.TimeSeries;
import io.flyball.policy.document.Policy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flyball whatif -f POLICY --trace FILE}: what a policy would have done; nothing is touched. */
@Command(
        name = "whatif",
        mixinStandardHelpOptions = true,
        description = {
            "Say what a policy would have done on a recorded load, with the planner's own code; nothing is touched.",
            "Instances share the load evenly and carry a stated capacity each; latency and queues are not modelled."
        })
final class WhatIfCommand implements Callable<Integer> {
    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description = "policy in YAML or JSON")
    private String file;

    @Option(
            names = "--trace",
            required = true,
            paramLabel = "FILE",
            description = "CSV: timestamp and the load of the whole service per second")
    private Path trace;

    @Option(names = "--column", paramLabel = "NAME", description = "which column, of a file that has several")
    private String column;

    @Option(
            names = "--metric",
            paramLabel = "METRIC",
            defaultValue = "throughput",
            description = "under which an instance reports its share of the load (default: ${DEFAULT-VALUE})")
    private String metric;

    @Option(
            names = "--capacity",
            paramLabel = "LOAD",
            description =
                    "load per second that keeps one instance busy to 100 %% (default: so that half of maxInstances"
                            + " carry the highest load at 60 %%)")
    private Double capacity;

    @Option(
            names = "--instances",
            paramLabel = "N",
            description = "at the beginning (default: what carries the first value at 60 %%)")
    private Integer instances;

    @Option(
            names = "--start",
            paramLabel = "DURATION",
            converter = DurationText.class,
            description = "from the order to a ready instance (default: scaling.startTime of the policy, else 2m)")
    private Duration start;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: table)")
    private Output output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Policy policy = PolicyFile.valid(file);
        TimeSeries load = SeriesFile.one(trace, column);
        check(policy, load);
        return WhatIfLaunch.run(policy, load, metric, capacity, instances, start, output, spec.commandLine());
    }

    private void check(Policy policy, TimeSeries load) {
        List<String> wrong = new ArrayList<>();
        if (policy.scaling().isEmpty()) {
            wrong.add(file + ": spec.scaling: must be given, the load decides about nothing else");
        }
        if (Arrays.stream(load.values()).noneMatch(value -> value > 0)) {
            wrong.add(trace + ": must have a load above 0 somewhere");
        }
        if (!load.hasTimes()) {
            wrong.add(trace + ": must have a column of times");
        }
        if (capacity != null && !(capacity > 0 && Double.isFinite(capacity))) {
            wrong.add("--capacity = %s: must be a number above 0".formatted(capacity));
        }
        if (instances != null && (instances < 1 || instances > 100_000)) {
            wrong.add("--instances = %d: must be 1 to 100000".formatted(instances));
        }
        if (!wrong.isEmpty()) {
            throw new CliException(ExitCodes.USAGE, String.join("\n  ", wrong));
        }
    }
}
