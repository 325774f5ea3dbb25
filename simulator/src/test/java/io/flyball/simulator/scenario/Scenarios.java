package io.flyball.simulator.scenario;

import io.flyball.policy.document.PolicyReader.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Scenarios as texts and files. */
final class Scenarios {
    private Scenarios() {}

    static Path project() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("docs/start.md")) ? here : here.getParent();
    }

    static Path examples() {
        return project().resolve("docs/examples/scenarios");
    }

    static List<Path> files() {
        try (Stream<Path> files = Files.list(examples())) {
            return files.filter(file -> !file.getFileName().toString().startsWith("policy-"))
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String spec) {
        return "apiVersion: flyball/v1\nkind: Scenario\nmetadata: {name: test}\nspec:\n" + spec.indent(2);
    }

    static ScenarioReader.Result read(String spec) {
        return ScenarioReader.text(text(spec), examples());
    }

    static Scenario scenario(String spec) {
        ScenarioReader.Result result = read(spec);
        return result.scenario().orElseThrow(() -> new AssertionError(result.problems()));
    }

    static List<String> problems(String spec) {
        return read(spec).problems().stream().map(Problem::toString).toList();
    }
}
