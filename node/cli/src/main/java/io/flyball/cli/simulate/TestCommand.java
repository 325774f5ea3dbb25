package io.flyball.cli.simulate;

import io.flyball.cli.DurationText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the tests by name have in common; the name of the command is that of the test. */
@Command(mixinStandardHelpOptions = true)
abstract class TestCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "SCENARIO",
            description = "file whose fleet, controllers, seeds and highest load are taken; its traffic is not")
    Path scenario;

    @Option(
            names = "--peak",
            paramLabel = "LOAD",
            description = "requests per second that the service is meant for (default: that of the scenario, or 1000)")
    Double peak;

    @Option(names = "--duration", paramLabel = "DURATION", converter = DurationText.class, description = "virtual time")
    Duration duration;

    @Option(
            names = "--plant",
            paramLabel = "PLANT",
            description = "simple: instances with a fixed capacity; service: threads, queues, heap, downstream"
                    + " (default: simple)")
    String plant;

    @Option(
            names = "--instances",
            paramLabel = "N",
            description = "at the beginning (default: what carries the first load)")
    Integer instances;

    @Option(names = "--max-instances", paramLabel = "N", description = "most that may be ordered (default: 40)")
    Integer max;

    @Option(
            names = "--start-time",
            paramLabel = "DURATION",
            converter = DurationText.class,
            description = "from the order to a ready instance (default: 120s, or that of the service)")
    Duration startTime;

    @Mixin
    DeciderOptions deciders;

    @Option(names = "--seed", paramLabel = "N", description = "of what falls by chance (default: 1)")
    Long seed;

    @Mixin
    ResultOptions to;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        RunOptions.refuse(to.mistakes());
        RunOptions.refuse(mistakes());
        return TestLaunch.run(spec.name(), this, spec.commandLine());
    }

    private List<String> mistakes() {
        List<String> wrong = new ArrayList<>();
        if (peak != null && !(peak > 0 && peak <= 1e9)) {
            wrong.add("--peak = %s: must be a number above 0, at most 1e9".formatted(peak));
        }
        if (duration != null && (duration.toMinutes() < 1 || duration.toDays() > 366)) {
            wrong.add("--duration = %s: must be 1m to 366 days".formatted(duration));
        }
        if (plant != null && !plant.equals("simple") && !plant.equals("service")) {
            wrong.add("--plant = '%s': must be simple or service".formatted(plant));
        }
        if (instances != null && (instances < 1 || instances > 10_000)) {
            wrong.add("--instances = %d: must be 1 to 10000".formatted(instances));
        }
        if (max != null && (max < 1 || max > 10_000)) {
            wrong.add("--max-instances = %d: must be 1 to 10000".formatted(max));
        }
        if (startTime != null && startTime.compareTo(Duration.ofDays(1)) > 0) {
            wrong.add("--start-time = %s: must be at most 24h".formatted(startTime));
        }
        return wrong;
    }
}
