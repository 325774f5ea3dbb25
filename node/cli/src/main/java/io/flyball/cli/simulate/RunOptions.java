package io.flyball.cli.simulate;

import io.flyball.cli.CliException;
import io.flyball.cli.DurationText;
import io.flyball.cli.ExitCodes;
import io.flyball.cli.PolicyFile;
import io.flyball.policy.document.Policy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** What is run where: the options that {@code run} and {@code compare} share. */
final class RunOptions {
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

    @Option(
            names = "--controller",
            paramLabel = "NAME[,NAME...]",
            split = ",",
            description = "who decides: flyball, hpa, hpa-seasonal, static, none, clairvoyant; several: each is run"
                    + " (default: hpa)")
    List<String> controllers = List.of();

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            arity = "1..*",
            description = "decides as well: the planner with this policy; several: each is run, named after its file")
    List<String> policies = List.of();

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
        if (traces.isEmpty()) {
            wrong.add("--trace: must be given");
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

    /** A policy and how results name it. */
    record NamedPolicy(String name, Policy policy) {}

    /** @throws CliException with everything that is wrong in them */
    List<NamedPolicy> policies() {
        return policies.stream()
                .map(file -> new NamedPolicy(
                        "flyball:" + name(Path.of(file)).replaceFirst("\\.(ya?ml|json)$", ""), PolicyFile.valid(file)))
                .toList();
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
