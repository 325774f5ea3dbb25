package io.flyball.cli.simulate;

import io.flyball.cli.CliException;
import io.flyball.cli.DurationText;
import io.flyball.cli.ExitCodes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is run where: the options that {@code run} and {@code compare} share. */
final class RunOptions {
    @Parameters(
            arity = "0..1",
            paramLabel = "SCENARIO",
            description =
                    "file in YAML: fleet, traffic, faults, controllers, objectives, seeds; else --trace is needed")
    Path scenario;

    @Option(
            names = "--plant",
            paramLabel = "PLANT",
            defaultValue = "simple",
            description = "how the virtual service behaves: simple (default: ${DEFAULT-VALUE})")
    String plant;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            arity = "1..*",
            description = "CSV: timestamp and the load of the whole service per second; several: each is run")
    List<Path> traces = List.of();

    @Mixin
    DeciderOptions deciders;

    @Option(
            names = "--start-time",
            paramLabel = "DURATION",
            defaultValue = "120s",
            converter = DurationText.class,
            description = "from the order to a ready instance (default: ${DEFAULT-VALUE})")
    Duration startTime;

    @Option(
            names = "--min-instances",
            paramLabel = "N",
            defaultValue = "2",
            description = "fewest that may be ordered (default: ${DEFAULT-VALUE})")
    int min;

    @Option(
            names = "--max-instances",
            paramLabel = "N",
            defaultValue = "200",
            description = "most that may be ordered (default: ${DEFAULT-VALUE})")
    int max;

    /** All mistakes at once. */
    List<String> mistakes() {
        List<String> wrong = new ArrayList<>();
        if (!plant.equals("simple")) {
            wrong.add("--plant = '%s': must be simple".formatted(plant));
        }
        if (traces.isEmpty() == (scenario == null)) {
            wrong.add("SCENARIO or --trace: must be given, and not both");
        }
        Set<String> names = new HashSet<>();
        for (Path trace : traces) {
            if (!names.add(name(trace))) {
                wrong.add("--trace = %s: must have another name than the others".formatted(trace));
            }
        }
        if (startTime.compareTo(Duration.ofDays(1)) > 0) {
            wrong.add("--start-time = %s: must be at most 24h".formatted(startTime));
        }
        if (min < 1 || max < min || max > 10_000) {
            wrong.add(
                    "--min-instances = %d, --max-instances = %d: must be 1 <= min <= max <= 10000".formatted(min, max));
        }
        return wrong;
    }

    static String name(Path trace) {
        String file = String.valueOf(trace.getFileName());
        return file.endsWith(".csv") ? file.substring(0, file.length() - 4) : file;
    }

    static void refuse(List<String> wrong) {
        if (!wrong.isEmpty()) {
            throw new CliException(ExitCodes.USAGE, String.join("\n  ", wrong));
        }
    }
}
