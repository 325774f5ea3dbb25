package io.flyball.cli.simulate;

import io.flyball.cli.Output;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Where results go. */
final class ResultOptions {
    @Option(names = "--json", paramLabel = "FILE", description = "write the results there, with curves and decisions")
    Path json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "write a page with curves there; it needs no network and no other file")
    Path html;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: table)")
    Output output;

    /** What would be found only after the runs. */
    List<String> mistakes() {
        List<String> mistakes = new ArrayList<>();
        check("--json", json, mistakes);
        check("--html", html, mistakes);
        return mistakes;
    }

    private static void check(String option, Path file, List<String> mistakes) {
        if (file == null) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            mistakes.add("%s = %s: must be a file".formatted(option, file));
        } else if (folder == null || !Files.isDirectory(folder)) {
            mistakes.add("%s = %s: must be in a folder that exists".formatted(option, file));
        } else if (!Files.isWritable(folder)) {
            mistakes.add("%s = %s: must be in a folder that can be written".formatted(option, file));
        }
    }
}
