package io.flyball.cli.capacity;

import com.fasterxml.jackson.databind.JsonNode;
import io.flyball.cli.Table;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tree of an answer as tables for people. */
final class CapacityText {
    private static final double MOST_TIMES = 4;

    private CapacityText() {}

    static void print(PrintWriter out, JsonNode plan) {
        if (plan.has("refused")) {
            out.println(plan.path("plan").asText() + ": no plan");
            plan.path("refused").forEach(reason -> out.println("  ✖ " + reason.asText()));
            out.println();
            assumptions(out, plan);
            return;
        }
        out.printf(
                Locale.ROOT,
                "%s: %s for %s%n%n",
                plan.path("plan").asText(),
                instances(plan.path("instances")),
                Shown.rate(plan.path("peak").asDouble()));
        result(out, plan);
        cost(out, plan);
        breaks(out, plan);
        assumptions(out, plan);
        sure(out, plan);
    }

    private static String instances(JsonNode instances) {
        int from = instances.path("from").asInt();
        int to = instances.path("to").asInt();
        if (!instances.path("number").isNull()) {
            return Shown.counted(instances.path("number").asInt());
        }
        return "no number, " + (from == to ? Shown.counted(to) + " or more" : "%d to %d instances".formatted(from, to));
    }

    private static void result(PrintWriter out, JsonNode plan) {
        JsonNode instances = plan.path("instances");
        JsonNode each = plan.path("instanceAtPeak");
        Table table = new Table("RESULT", "", "");
        boolean isRange = instances.path("number").isNull();
        table.row(
                "instances",
                isRange ? "not sure" : instances.path("number").asText(),
                "%s the peak when the spare ones are gone; the truth lies between %d and %d"
                        .formatted(
                                carry(instances.path("left").asInt()),
                                instances.path("from").asInt(),
                                instances.path("to").asInt()));
        if (isRange) {
            table.row(
                    " ",
                    " ",
                    "what follows is for "
                            + Shown.counted(instances.path("plannedWith").asInt()));
        }
        table.row(
                "each of these then",
                Shown.rate(each.path("load").asDouble()),
                Shown.share(each.path("utilization").asDouble()) + " busy" + latency(each));
        JsonNode threads = plan.path("threads");
        if (!threads.isMissingNode()) {
            table.row(
                    "request threads",
                    threads.path("size").asText(),
                    Shown.number(threads.path("busy").asDouble()) + " busy; queue up to "
                            + threads.path("queue").asInt() + now(threads, 1, ""));
        }
        JsonNode heap = plan.path("heap");
        if (!heap.isMissingNode()) {
            table.row(
                    "heap",
                    Shown.mib(heap.path("bytes").asDouble()),
                    "collections take %s; container %s%s"
                            .formatted(
                                    Shown.share(heap.path("gcShare").asDouble()),
                                    Shown.mib(heap.path("containerBytes").asDouble()),
                                    now(heap, Shown.MIB, " MiB")));
        }
        JsonNode connections = plan.path("connections");
        if (!connections.isMissingNode()) {
            String limit = connections.path("limit").isNull()
                    ? ""
                    : " of " + connections.path("limit").asInt();
            table.row(
                    "connections",
                    connections.path("size").asText(),
                    Shown.number(connections.path("busy").asDouble()) + " busy; all instances "
                            + connections.path("total").asText() + limit + now(connections, 1, ""));
        }
        simulated(table, plan.path("simulated"), instances.path("left").asInt());
        peakHour(table, plan.path("peakHour"), instances.path("left").asInt());
        table.print(out);
        out.println("  keeps " + Shown.texts(plan.path("objectives"), ", "));
        out.println();
    }

    private static String now(JsonNode part, double unit, String symbol) {
        return part.path("now").isNull()
                ? ""
                : "; now " + Shown.number(part.path("now").asDouble() / unit) + symbol;
    }

    private static void simulated(Table table, JsonNode run, int left) {
        if (!run.isMissingNode()) {
            table.row(
                    "simulated",
                    Shown.digits("%.1f d", run.path("days").asDouble()),
                    "the load as it goes, with this peak, on %s: at most %s busy, %s %% of the time above 90 %%"
                            .formatted(
                                    Shown.counted(left),
                                    Shown.share(run.path("highestUtilization").asDouble()),
                                    Shown.digits("%.2f", run.path("busyPct").asDouble())));
        }
    }

    private static void peakHour(Table table, JsonNode hour, int left) {
        if (!hour.isMissingNode()) {
            table.row(
                    "simulated",
                    "1 h",
                    "the peak on %s with these pools and heap: %s busy, p99 %s, %s %% lost"
                            .formatted(
                                    Shown.counted(left),
                                    Shown.share(hour.path("utilization").asDouble()),
                                    hour.path("latencyP99Seconds").isNull()
                                            ? "not known"
                                            : Shown.milliseconds(hour.path("latencyP99Seconds")
                                                    .asDouble()),
                                    Shown.digits("%.2f", hour.path("lostPct").asDouble())));
        }
    }

    private static void cost(PrintWriter out, JsonNode plan) {
        if (plan.path("cost").isEmpty()) {
            return;
        }
        Table table = new Table("COST", "INSTANCES", "PER HOUR", "PER DAY", "PER MONTH");
        for (JsonNode row : plan.path("cost")) {
            table.row(
                    row.path("what").asText(),
                    Shown.number(row.path("instances").asDouble()),
                    Shown.money(row.path("perHour")),
                    Shown.money(row.path("perDay")),
                    Shown.money(row.path("perMonth")));
        }
        table.print(out);
        out.println();
    }

    private static void breaks(PrintWriter out, JsonNode plan) {
        Table table = new Table("BREAKS FIRST", "", "PEAK X", "LOAD", "LIMIT", "HELPS");
        List<JsonNode> unhelped = new ArrayList<>();
        for (JsonNode row : plan.path("breaks")) {
            boolean isReached = !row.path("times").isNull();
            double times = isReached ? row.path("times").asDouble() : MOST_TIMES;
            table.row(
                    row.path("resource").asText(),
                    Shown.bar(times),
                    isReached ? Shown.digits("%.2f", times) : "> 4",
                    isReached ? Shown.rate(row.path("load").asDouble()) : "-",
                    row.path("limit").asText(),
                    row.path("helps").asText());
            if (isReached && times <= 2 && !row.path("helps").asText().contains("instances")) {
                unhelped.add(row);
            }
        }
        table.print(out);
        sentence(out, plan, unhelped);
        out.println();
    }

    private static void sentence(PrintWriter out, JsonNode plan, List<JsonNode> unhelped) {
        JsonNode first = plan.path("breaks").path(0);
        if (first.path("times").isNull()) {
            out.println("Nothing gives way up to four times the peak.");
            return;
        }
        JsonNode twice = plan.path("instances").path("atTwice");
        out.printf(
                Locale.ROOT,
                "First to give way with all instances up: %s (%s) at %.2f times the peak. Twice the peak %s.%n",
                first.path("resource").asText(),
                first.path("limit").asText(),
                first.path("times").asDouble(),
                twice.isNull() ? "is carried by no count of instances" : "needs " + Shown.counted(twice.asInt()));
        for (JsonNode row : unhelped) {
            out.printf(
                    Locale.ROOT,
                    "More instances do not help against: %s (%s) at %.2f times; %s would.%n",
                    row.path("resource").asText(),
                    row.path("limit").asText(),
                    row.path("times").asDouble(),
                    row.path("helps").asText());
        }
    }

    private static void assumptions(PrintWriter out, JsonNode plan) {
        Table table = new Table("ASSUMPTIONS", "", "FROM");
        for (JsonNode row : plan.path("assumptions")) {
            table.row(
                    row.path("name").asText(),
                    Shown.value(row.path("value").asDouble(), row.path("unit").asText()),
                    row.path("source").asText());
        }
        table.print(out);
    }

    private static void sure(PrintWriter out, JsonNode plan) {
        String sure = plan.path("sure").asText();
        String glyph = sure.equals("high") ? "✔" : sure.equals("fair") ? "◌" : "✖";
        out.printf("%nHOW SURE  %s %s: %s%n", glyph, sure, Shown.texts(plan.path("because"), "; "));
    }

    private static String latency(JsonNode each) {
        return each.path("latencyMeanSeconds").isNull()
                ? ""
                : ", latency mean %s, p99 %s"
                        .formatted(
                                Shown.milliseconds(
                                        each.path("latencyMeanSeconds").asDouble()),
                                Shown.milliseconds(
                                        each.path("latencyP99Seconds").asDouble()));
    }

    private static String carry(int left) {
        return left == 1 ? "1 carries" : left + " carry";
    }
}
