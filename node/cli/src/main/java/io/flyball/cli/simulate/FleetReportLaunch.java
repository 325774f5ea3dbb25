package io.flyball.cli.simulate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flyball.cli.Printer;
import io.flyball.cli.Table;
import io.flyball.simulator.fleet.FleetOptions;
import io.flyball.simulator.fleet.FleetResult;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;

/** The result of {@link FleetLaunch} as a table and as JSON. */
final class FleetReportLaunch {
    private static final double MIB = 1024.0 * 1024;

    private FleetReportLaunch() {}

    static void print(PrintWriter out, FleetResult result) {
        FleetOptions options = result.options();
        out.printf(
                Locale.ROOT,
                "%d nodes of %d services on %d links, a report each %d s, %d s%n%n",
                options.nodes(),
                options.services(),
                options.links(),
                options.interval().toSeconds(),
                result.duration().toSeconds());
        reports(out, result.reports());
        commands(out, result);
        members(out, result);
        result.problems().forEach(problem -> out.println("✖ " + problem));
        out.println(
                result.isGood()
                        ? "✔ nothing was lost, no command was carried out twice"
                        : "✖ not everything went well, see above");
    }

    private static void reports(PrintWriter out, FleetResult.Reports reports) {
        Table table = new Table("REPORTS", "");
        table.row("acknowledged per second", text("%.0f", reports.perSecond()));
        table.row("made / acknowledged", reports.made() + " / " + reports.acknowledged());
        table.row("lost", reports.lost());
        table.row("looked for in history / missing there", reports.looked() + " / " + reports.missing());
        table.row("sent again after a link broke", reports.resent());
        table.row("acknowledged twice", reports.acknowledgedAgain());
        table.row("report to acknowledgement", times(reports.ack()));
        table.print(out);
    }

    private static void commands(PrintWriter out, FleetResult result) {
        FleetResult.Commands commands = result.commands();
        Table table = new Table("\nCOMMANDS", "");
        table.row(
                "settings / settlements / counts",
                commands.settings() + " / " + commands.settlements() + " / " + commands.counts());
        table.row("carried out by nodes", commands.executed());
        table.row("carried out twice", commands.executedAgain());
        table.row("arrived more than once", commands.arrivedAgain());
        table.row(
                "answers",
                commands.answers().entrySet().stream()
                        .map(one -> one.getValue() + " "
                                + one.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .collect(Collectors.joining(", ")));
        table.row(
                "instances started / stopped",
                result.nodes().started() + " / " + result.nodes().stopped());
        table.row("jumps of load / unanswered", commands.jumps() + " / " + commands.unanswered());
        table.row("jump to command, beyond the tick", times(commands.beyondTick()));
        table.row("decision to node, by the members' clocks", times(commands.decisionToNode()));
        table.row(
                "links broken / failed attempts",
                result.links().broken() + " / " + result.links().failed());
        table.print(out);
    }

    private static void members(PrintWriter out, FleetResult result) {
        Table table = new Table("\nMEMBER", "CPU", "MEMORY", "HEAP", "");
        for (FleetResult.Member member : result.members()) {
            String trouble = (member.restarts() > 0 ? "restarted " + member.restarts() + " times " : "")
                    + (member.silent() > 0 ? "silent at " + member.silent() + " looks" : "");
            table.row(
                    member.server(),
                    share(member.cores()),
                    mib(member.residentBytes()),
                    mib(member.heapBytes()),
                    trouble.isEmpty() ? " " : trouble.strip());
        }
        table.row("this process", share(result.ownCores()), "", "", " ");
        table.print(out);
        out.println();
    }

    private static String times(FleetResult.Times times) {
        return times.count() == 0
                ? ""
                : text("p50 %.0f ms, ", times.p50())
                        + text("p99 %.0f ms, ", times.p99())
                        + text("max %.0f ms", times.max())
                        + " (" + times.count() + ")";
    }

    private static String share(double cores) {
        return Double.isFinite(cores) ? text("%.0f %% of a core", cores * 100) : "";
    }

    private static String mib(double bytes) {
        return Double.isFinite(bytes) ? text("%.0f MiB", bytes / MIB) : "";
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    static ObjectNode tree(FleetResult result) {
        FleetOptions options = result.options();
        ObjectNode tree = Printer.tree().objectNode();
        tree.put("good", result.isGood());
        tree.put("services", options.services()).put("seed", options.seed());
        tree.put("intervalSeconds", options.interval().toSeconds());
        tree.put("seconds", result.duration().toMillis() / 1000.0);
        tree.put("drained", result.drained());
        ObjectNode nodes = tree.putObject("nodes");
        nodes.put("first", result.nodes().first()).put("last", result.nodes().last());
        nodes.put("started", result.nodes().started())
                .put("stopped", result.nodes().stopped());
        reports(tree.putObject("reports"), result.reports());
        commands(tree.putObject("commands"), result.commands());
        ObjectNode links = tree.putObject("links");
        links.put("count", result.links().links());
        links.put("broken", result.links().broken())
                .put("failedAttempts", result.links().failed());
        ArrayNode members = tree.putArray("members");
        for (FleetResult.Member member : result.members()) {
            ObjectNode node = members.addObject().put("server", member.server());
            put(node, "cores", member.cores());
            put(node, "residentBytes", member.residentBytes());
            put(node, "heapBytes", member.heapBytes());
            node.put("restarts", member.restarts()).put("silentLooks", member.silent());
        }
        put(tree, "ownCores", result.ownCores());
        ArrayNode problems = tree.putArray("problems");
        result.problems().forEach(problems::add);
        return tree;
    }

    private static void reports(ObjectNode node, FleetResult.Reports reports) {
        node.put("made", reports.made());
        put(node, "perSecond", reports.perSecond());
        node.put("acknowledged", reports.acknowledged());
        node.put("lost", reports.lost());
        node.put("lookedForInHistory", reports.looked());
        node.put("missingInHistory", reports.missing());
        node.put("resent", reports.resent());
        node.put("acknowledgedTwice", reports.acknowledgedAgain());
        times(node.putObject("toAcknowledgementMillis"), reports.ack());
    }

    private static void commands(ObjectNode node, FleetResult.Commands commands) {
        node.put("settings", commands.settings());
        node.put("settlements", commands.settlements());
        node.put("counts", commands.counts());
        node.put("arrivedTwice", commands.arrivedAgain());
        node.put("executed", commands.executed());
        node.put("executedTwice", commands.executedAgain());
        ObjectNode answers = node.putObject("answers");
        commands.answers().forEach((outcome, count) -> answers.put(outcome.name(), count));
        node.put("jumps", commands.jumps());
        node.put("jumpsUnanswered", commands.unanswered());
        times(node.putObject("beyondTickMillis"), commands.beyondTick());
        times(node.putObject("decisionToNodeMillis"), commands.decisionToNode());
    }

    private static void times(ObjectNode node, FleetResult.Times times) {
        node.put("count", times.count());
        put(node, "p50", times.p50());
        put(node, "p99", times.p99());
        put(node, "max", times.max());
    }

    /** What was not measured is left out. */
    private static void put(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        }
    }
}
