package io.flyball.cli.simulate;

import io.flyball.cli.CliException;
import io.flyball.cli.PolicyFile;
import io.flyball.policy.document.Policy;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Who decides. */
final class DeciderOptions {
    @Option(
            names = "--controller",
            paramLabel = "NAME[,NAME...]",
            split = ",",
            description =
                    "who decides: flyball, hpa, hpa-seasonal, vpa, static, none, clairvoyant; several: each is run"
                            + " (default: those of the scenario, or flyball)")
    List<String> controllers = List.of();

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "decides as well: flyball with this policy, named after its file; may be given several times")
    List<String> policies = List.of();

    /** A policy and how results name it. */
    record NamedPolicy(String name, Policy policy) {}

    /** How many were asked for. */
    int count() {
        return controllers.size() + policies.size();
    }

    /** @throws CliException with everything that is wrong in them */
    List<NamedPolicy> policies() {
        return policies.stream()
                .map(file -> new NamedPolicy("flyball:" + name(file), PolicyFile.valid(file)))
                .toList();
    }

    private static String name(String file) {
        return String.valueOf(Path.of(file).getFileName()).replaceFirst("\\.(ya?ml|json)$", "");
    }
}
