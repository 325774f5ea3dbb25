package io.flyball.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flyball apply -f policy.yaml}. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description = "Store a policy; it is checked as a whole first, and nothing is stored when it is wrong.")
final class ApplyCommand implements Callable<Integer> {
    @Mixin
    private ClientOptions options;

    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description = "policy in YAML or JSON; '-' reads standard input")
    private String file;

    @Option(names = "--dry-run", description = "check only, store nothing")
    private boolean dryRun;

    @Option(
            names = "--if-revision",
            paramLabel = "N",
            description = "refuse (exit 4) unless the stored revision is N; 0 = must not exist yet")
    private Long ifRevision;

    @Option(names = "--reason", paramLabel = "TEXT", description = "why; kept with the revision")
    private String reason;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        byte[] text = read();
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", file.endsWith(".json") ? "application/json" : "application/yaml");
        if (ifRevision != null) {
            headers.put("If-Match", "\"" + ifRevision + "\"");
        }
        String name = name(text);
        String path = "/v1/policies/" + ApiClient.escape(name) + (dryRun ? "?dryRun=true" : "");
        if (reason != null) {
            path += (dryRun ? "&" : "?") + "reason=" + ApiClient.escape(reason);
        }
        ApiClient.Answer answer = options.client().put(path, text, headers);
        PrintWriter out = spec.commandLine().getOut();
        Printer.print(out, options.output(), answer.body(), table -> {
            String label = "policy " + answer.body().path("name").asText(name);
            if (dryRun) {
                table.println(label + " is valid (dry run: nothing stored)");
            } else {
                table.println(label + " stored as revision "
                        + answer.body().path("revision").asText("?"));
            }
            answer.body().path("warnings").forEach(warning -> table.println("  warning: " + warning.asText()));
        });
        return ExitCodes.OK;
    }

    private byte[] read() {
        try {
            if (file.equals("-")) {
                try (InputStream in = System.in) {
                    return in.readAllBytes();
                }
            }
            return Files.readAllBytes(Path.of(file));
        } catch (IOException unreadable) {
            throw new CliException(ExitCodes.USAGE, "cannot read " + file + ": " + unreadable.getMessage());
        }
    }

    private String name(byte[] text) {
        try {
            Object tree = new Load(LoadSettings.builder().setLabel(file).build())
                    .loadFromString(new String(text, StandardCharsets.UTF_8));
            if (tree instanceof Map<?, ?> document
                    && document.get("metadata") instanceof Map<?, ?> metadata
                    && metadata.get("name") instanceof String name
                    && !name.isBlank()) {
                return name;
            }
        } catch (YamlEngineException malformed) {
            throw new CliException(ExitCodes.USAGE, file + ": " + malformed.getMessage());
        }
        throw new CliException(ExitCodes.USAGE, file + ": metadata.name: must be given, e.g. metadata: {name: shop}");
    }
}
