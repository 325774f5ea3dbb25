package io.flyball.cli.simulate;

import io.flyball.cli.Output;
import java.nio.file.Path;
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
}
