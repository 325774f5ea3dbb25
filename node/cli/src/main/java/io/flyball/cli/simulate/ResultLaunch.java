package io.flyball.cli.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flyball.cli.ExitCodes;
import io.flyball.cli.Printer;
import io.flyball.cli.Version;
import io.flyball.simulator.report.Comparison;
import io.flyball.simulator.report.ComparisonJson;
import io.flyball.simulator.report.HtmlReport;
import io.flyball.simulator.report.RunJson;
import io.flyball.simulator.run.Batch;
import io.flyball.simulator.run.Outcome;
import io.flyball.simulator.run.Play;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine;

/** Runs plays and hands out what came of them. */
final class ResultLaunch {
    private ResultLaunch() {}

    static List<Outcome> run(List<Play> plays, CommandLine line) {
        SimulationProgress progress = new SimulationProgress(line.getErr());
        try {
            return Batch.run(plays, seen -> progress.accept(seen.share(), seen.virtualMillis(), seen.nodeSteps()));
        } finally {
            progress.end();
        }
    }

    /**
     * @param notes further lines below the table and on the page
     * @param more fields that are added to the JSON of each run; empty: none
     */
    static void tell(
            ResultOptions to,
            String title,
            List<String> notes,
            List<Outcome> outcomes,
            List<ObjectNode> more,
            CommandLine line) {
        if (to.json != null) {
            ResultFile.write(to.json, IntStream.range(0, outcomes.size()).mapToObj(i -> full(outcomes, more, i)));
        }
        page(to, title, notes, outcomes, Optional.empty());
        ArrayNode rows = Printer.tree().arrayNode();
        IntStream.range(0, outcomes.size()).forEach(i -> rows.add(full(outcomes, more, i)));
        Printer.print(line.getOut(), to.output, rows, out -> {
            RunTable.print(out, rows);
            notes.forEach(out::println);
            if (to.json != null || to.html != null) {
                written(to, outcomes.size(), out);
            }
        });
    }

    /** @param parameters of the comparison, to which rows and runs are added */
    static int compared(
            ResultOptions to,
            String title,
            List<String> notes,
            List<Outcome> outcomes,
            ObjectNode parameters,
            CommandLine line) {
        Comparison comparison = Comparison.of(outcomes);
        ObjectNode answer = parameters.deepCopy();
        answer.put("version", Version.number());
        answer.set("comparison", ComparisonJson.of(comparison));
        ArrayNode runs = answer.putArray("runs");
        outcomes.forEach(one -> runs.add(RunJson.full(one, Version.number())));
        if (to.json != null) {
            ResultFile.write(to.json, out -> out.write(answer + "\n"));
        }
        page(to, title, notes, outcomes, Optional.of(comparison));
        Printer.print(line.getOut(), to.output, answer, out -> {
            notes.forEach(out::println);
            ComparisonTable.print(out, answer.path("comparison"));
        });
        return ExitCodes.OK;
    }

    private static void page(
            ResultOptions to,
            String title,
            List<String> notes,
            List<Outcome> outcomes,
            Optional<Comparison> comparison) {
        if (to.html != null) {
            List<String> all = new ArrayList<>(notes);
            all.add("flyball " + Version.number());
            String page = HtmlReport.of(title, all, outcomes, comparison);
            ResultFile.write(to.html, out -> out.write(page));
        }
    }

    private static void written(ResultOptions to, int runs, PrintWriter out) {
        String files = to.json == null ? "" + to.html : to.html == null ? "" + to.json : to.json + " and " + to.html;
        out.printf("%d %s, written to %s%n", runs, runs == 1 ? "run" : "runs", files);
        out.flush();
    }

    private static JsonNode full(List<Outcome> outcomes, List<ObjectNode> more, int i) {
        ObjectNode row = RunJson.full(outcomes.get(i), Version.number());
        if (!more.isEmpty()) {
            row.setAll(more.get(i));
        }
        return row;
    }
}
