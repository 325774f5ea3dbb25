package io.flyball.cli;

import io.flyball.policy.document.PolicyReader;
import io.flyball.policy.document.PolicyReader.Problem;
import io.flyball.policy.document.imports.HpaImport;
import io.flyball.policy.document.imports.HpaImport.Imported;
import io.flyball.policy.document.imports.HpaImport.Settings;
import io.flyball.policy.document.imports.Requests;
import io.flyball.policy.lint.Lint;
import io.flyball.protocol.model.Metrics;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flyball policy import --hpa FILE}: the policy goes to standard output, what lint says to standard error. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Turn an autoscaling/v2 HorizontalPodAutoscaler into a policy with the same behaviour.")
final class PolicyImportCommand implements Callable<Integer> {
    @Option(
            names = "--hpa",
            required = true,
            paramLabel = "FILE",
            description = "manifest in YAML or JSON; the workload may stand in the same file; '-' reads standard input")
    private String file;

    @Option(names = "--cpu-request", paramLabel = "QUANTITY", description = "what a pod requests, such as 500m")
    private String cpu;

    @Option(names = "--memory-request", paramLabel = "QUANTITY", description = "what a pod requests, such as 512Mi")
    private String memory;

    @Option(
            names = "--metric",
            paramLabel = "THERE=HERE",
            description = "a metric of the manifest and its name here, such as http_requests_per_second=throughput")
    private Map<String, String> metrics = new HashMap<>();

    @Option(names = "--service", paramLabel = "NAME", description = "service to select (default: name of the target)")
    private String service;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        metrics.forEach((there, here) -> {
            if (!Metrics.isKnown(here)) {
                throw new CliException(
                        ExitCodes.USAGE,
                        "--metric " + there + "=" + here + ": must be a metric that agents report, or start with app.");
            }
        });
        Settings settings = new Settings(
                new Requests(quantity("--cpu-request", cpu), quantity("--memory-request", memory)),
                metrics,
                Optional.ofNullable(service));
        List<Object> documents = PolicyFile.trees(file, PolicyFile.text(file));
        Imported imported = HpaImport.read(documents, settings);
        String yaml =
                imported.yaml().orElseThrow(() -> new CliException(ExitCodes.USAGE, mistakes(imported.problems())));
        PolicyReader.Result result = PolicyReader.read(PolicyFile.tree("the imported policy", yaml));
        PrintWriter out = spec.commandLine().getOut();
        out.print(yaml);
        out.flush();
        result.problems().forEach(problem -> spec.commandLine().getErr().println("Error: " + problem));
        result.policy()
                .map(Lint::check)
                .orElse(List.of())
                .forEach(finding ->
                        spec.commandLine().getErr().println((finding.isError() ? "Error: " : "Warning: ") + finding));
        return result.problems().isEmpty() ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private String mistakes(List<Problem> problems) {
        return file + ": cannot be imported\n  "
                + problems.stream().map(Problem::toString).collect(Collectors.joining("\n  "));
    }

    private static Optional<BigDecimal> quantity(String option, String text) {
        Optional<BigDecimal> value = Optional.ofNullable(text).flatMap(Requests::quantity);
        if (text != null && value.isEmpty()) {
            throw new CliException(
                    ExitCodes.USAGE, option + " = " + text + ": must be a quantity above 0, e.g. 500m or 512Mi");
        }
        return value;
    }
}
