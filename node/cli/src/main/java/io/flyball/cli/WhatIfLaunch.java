package io.flyball.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flyball.cli.series.TimeSeries;
import io.flyball.policy.document.Policy;
import io.flyball.policy.document.ScalingConfig;
import io.flyball.protocol.model.DecisionRecord;
import io.flyball.protocol.model.DecisionRecord.Outcome;
import io.flyball.simulator.whatif.Answer;
import io.flyball.simulator.whatif.Question;
import io.flyball.simulator.whatif.WhatIf;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;

/** The one class here that knows the simulator's evaluation; loaded only when it runs. */
final class WhatIfLaunch {
    private static final Duration START = Duration.ofMinutes(2);
    private static final double COMFORTABLE = 0.6;
    private static final int MOST_SHOWN = 15;

    private WhatIfLaunch() {}

    /** @param capacity and {@code instances}, {@code start} may be null */
    static int run(
            Policy policy,
            TimeSeries load,
            String metric,
            Double capacity,
            Integer instances,
            Duration start,
            Output output,
            CommandLine line) {
        ScalingConfig scaling = policy.scaling().orElseThrow();
        double highest =
                Arrays.stream(load.values()).filter(Double::isFinite).max().orElse(0);
        double each = capacity != null ? capacity : highest / COMFORTABLE / Math.max(1, scaling.maxInstances() / 2.0);
        double first = Arrays.stream(load.values())
                .filter(Double::isFinite)
                .findFirst()
                .orElse(0);
        int begin = instances != null
                ? instances
                : (int) Math.min(
                        scaling.maxInstances(),
                        Math.max(scaling.minInstances(), Math.ceil(first / each / COMFORTABLE)));
        Duration takes = start != null ? start : scaling.startTime().orElse(START);
        Question question = new Question(policy, load.times(), load.values(), metric, each, begin, takes);
        Progress progress = new Progress(line.getErr());
        Answer answer = WhatIf.answer(question, progress);
        progress.end();
        Printer.print(line.getOut(), output, tree(question, answer), out -> print(out, policy, question, answer));
        return ExitCodes.OK;
    }

    private static void print(PrintWriter out, Policy policy, Question question, Answer answer) {
        List<Answer.Point> points = answer.points();
        out.printf(
                Locale.ROOT,
                "%s on %d values: an instance carries %.6g/s, takes %d s to start, %d at the beginning%n%n",
                policy.name(),
                question.load().length,
                question.capacity(),
                question.start().toSeconds(),
                question.instances());
        out.println("load/s");
        plot(out, question, points.stream().mapToDouble(Answer.Point::load).toArray());
        out.println("instances");
        plot(out, question, points.stream().mapToDouble(Answer.Point::running).toArray());
        out.println("busy share of the ready instances, cut at 1.2");
        plot(
                out,
                question,
                points.stream()
                        .mapToDouble(point -> Math.min(1.2, point.utilization()))
                        .toArray());
        Table table = new Table("RESULT", "");
        table.row("instances, mean", text("%.2f", answer.meanInstances()));
        table.row("instance-hours", text("%.1f", answer.instanceHours()));
        table.row("starts and stops", answer.actions());
        table.row("time busier than 90 %", text("%.3f %%", 100 * answer.violations()));
        table.row("time overloaded", text("%.3f %%", 100 * answer.overload()));
        table.row("decisions", answer.decisions().size() + answer.dropped());
        table.print(out);
        decisions(out, answer);
    }

    private static void plot(PrintWriter out, Question question, double[] values) {
        Curves.print(
                out,
                Curves.plot().curve(values),
                new TimeSeries(
                        "",
                        new long[] {question.times()[0], question.times()[question.times().length - 1]},
                        new double[2]));
    }

    private static void decisions(PrintWriter out, Answer answer) {
        List<DecisionRecord> changes = answer.decisions().stream()
                .filter(decision -> decision.outcome() == Outcome.APPLIED)
                .toList();
        if (changes.isEmpty()) {
            out.println("\nno change of the count");
            answer.decisions().stream()
                    .limit(MOST_SHOWN)
                    .forEach(decision -> out.printf("  %s%n", String.join("; ", decision.reasons())));
            return;
        }
        out.printf("%nfirst %d of %d changes%n", Math.min(MOST_SHOWN, changes.size()), changes.size());
        Table table = new Table("AT", "COUNT", "WHY");
        changes.stream()
                .limit(MOST_SHOWN)
                .forEach(decision -> table.row(
                        decision.at(),
                        decision.from() + " → " + decision.to(),
                        Cells.cut(String.join("; ", decision.reasons()), 120)));
        table.print(out);
    }

    private static ObjectNode tree(Question question, Answer answer) {
        ObjectNode tree = Printer.tree().objectNode();
        tree.put("capacity", question.capacity());
        tree.put("startSeconds", question.start().toSeconds());
        tree.put("meanInstances", answer.meanInstances());
        tree.put("instanceHours", answer.instanceHours());
        tree.put("actions", answer.actions());
        tree.put("violations", answer.violations());
        tree.put("overload", answer.overload());
        ArrayNode points = tree.putArray("points");
        for (Answer.Point point : answer.points()) {
            ArrayNode row = points.addArray();
            row.add(point.at());
            if (Double.isFinite(point.load())) {
                row.add(point.load());
            } else {
                row.addNull();
            }
            row.add(point.ready()).add(point.running());
        }
        ArrayNode decisions = tree.putArray("decisions");
        for (DecisionRecord decision : answer.decisions()) {
            ObjectNode node = decisions.addObject();
            node.put("at", decision.at().toString());
            node.put("outcome", decision.outcome().toString());
            node.put("from", decision.from());
            node.put("to", decision.to());
            node.set("reasons", Curves.texts(decision.reasons()));
        }
        return tree;
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
