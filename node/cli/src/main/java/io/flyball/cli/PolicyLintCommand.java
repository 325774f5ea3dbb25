package io.flyball.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flyball.policy.document.PolicyReader;
import io.flyball.policy.document.PolicyReader.Problem;
import io.flyball.policy.lint.Finding;
import io.flyball.policy.lint.Finding.Severity;
import io.flyball.policy.lint.Lint;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flyball policy lint FILE...}: every file is looked at, the worst of them decides the exit status. */
@Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        description = "Find what is wrong in policies, and what is well formed and cannot work.",
        footer = {"", "Exit status: 0 clean or warnings only, 1 errors (or warnings with --strict), 2 unreadable."})
final class PolicyLintCommand implements Callable<Integer> {
    /** The name of what the reader itself refuses. */
    static final String INVALID = "invalid";

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "policies in YAML or JSON; '-' reads standard input")
    private List<String> files;

    @Option(names = "--strict", description = "warnings fail as well")
    private boolean strict;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: table)")
    private Output output;

    @Spec
    private CommandSpec spec;

    /** What was found in one file; {@code unreadable} is empty where it could be read. */
    private record Linted(String file, List<Finding> findings, String unreadable) {
        int exit(boolean strict) {
            if (!unreadable.isEmpty()) {
                return ExitCodes.USAGE;
            }
            return findings.stream().anyMatch(one -> strict || one.isError()) ? ExitCodes.FAILED : ExitCodes.OK;
        }
    }

    @Override
    public Integer call() {
        List<Linted> all = files.stream().map(PolicyLintCommand::lint).toList();
        Printer.print(spec.commandLine().getOut(), output, tree(all), out -> print(out, all));
        all.stream()
                .filter(one -> !one.unreadable().isEmpty())
                .forEach(one -> spec.commandLine().getErr().println("Error: " + one.unreadable()));
        return all.stream().mapToInt(one -> one.exit(strict)).max().orElse(ExitCodes.OK);
    }

    private static Linted lint(String file) {
        try {
            PolicyReader.Result result = PolicyFile.read(file);
            List<Finding> findings = new ArrayList<>();
            result.problems().forEach(problem -> findings.add(finding(problem)));
            result.policy().map(Lint::check).ifPresent(findings::addAll);
            return new Linted(file, findings, "");
        } catch (CliException unreadable) {
            return new Linted(file, List.of(), unreadable.getMessage());
        }
    }

    private static Finding finding(Problem problem) {
        return new Finding(INVALID, Severity.ERROR, problem.path(), problem.value(), problem.rule(), "", "");
    }

    private void print(PrintWriter out, List<Linted> all) {
        for (Linted one : all) {
            if (one.unreadable().isEmpty() && one.findings().isEmpty()) {
                out.println(one.file() + ": clean");
            } else if (one.unreadable().isEmpty()) {
                out.println(one.file() + ": " + counts(one));
                one.findings().forEach(finding -> print(out, finding));
            }
        }
    }

    private static String counts(Linted one) {
        long errors = one.findings().stream().filter(Finding::isError).count();
        long warnings = one.findings().size() - errors;
        return errors
                + (errors == 1 ? " error, " : " errors, ")
                + warnings
                + (warnings == 1 ? " warning" : " warnings");
    }

    private static void print(PrintWriter out, Finding finding) {
        out.println((finding.isError() ? "  ✖ error    " : "  ! warning  ") + finding.path() + " = " + finding.value()
                + ": " + finding.rule());
        if (!finding.name().equals(INVALID)) {
            out.println("             why:   " + finding.why());
            out.println("             mend:  " + finding.mend());
            out.println("             rule:  " + finding.name());
        }
    }

    private static ObjectNode tree(List<Linted> all) {
        ObjectNode answer = Printer.tree().objectNode();
        ArrayNode array = answer.putArray("files");
        for (Linted one : all) {
            ObjectNode node = array.addObject()
                    .put("file", one.file())
                    .put("readable", one.unreadable().isEmpty());
            if (!one.unreadable().isEmpty()) {
                node.put("reason", one.unreadable());
            }
            ArrayNode findings = node.putArray("findings");
            one.findings()
                    .forEach(finding -> findings.addObject()
                            .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
                            .put("name", finding.name())
                            .put("path", finding.path())
                            .put("value", finding.value())
                            .put("rule", finding.rule())
                            .put("why", finding.why())
                            .put("mend", finding.mend()));
        }
        return answer;
    }
}
