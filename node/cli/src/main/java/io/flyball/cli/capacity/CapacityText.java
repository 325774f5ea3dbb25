package io.flyball.cli.capacity;

import com.fasterxml.jackson.databind.JsonNode;
import io.flyball.cli.Table;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tree of an answer as tables for people. */
final class CapacityText {
    private static final int BAR = 16;
    private static final double MOST_TIMES = 4;
    private static final double MIB = 1024 * 1024;

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
                rate(plan.path("peak").asDouble()));
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
            return counted(instances.path("number").asInt());
        }
        return "no number, " + (from == to ? counted(to) + " or more" : "%d to %d instances".formatted(from, to));
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
                            + counted(instances.path("plannedWith").asInt()));
        }
        table.row(
                "each of these then",
                rate(each.path("load").asDouble()),
                share(each.path("utilization").asDouble()) + " busy" + latency(each));
        JsonNode threads = plan.path("threads");
        if (!threads.isMissingNode()) {
            table.row(
                    "request threads",
                    threads.path("size").asText(),
                    number(threads.path("busy").asDouble()) + " busy; queue up to "
                            + threads.path("queue").asInt());
        }
        JsonNode heap = plan.path("heap");
        if (!heap.isMissingNode()) {
            table.row(
                    "heap",
                    mib(heap.path("bytes").asDouble()),
                    "collections take %s; container %s"
                            .formatted(
                                    share(heap.path("gcShare").asDouble()),
                                    mib(heap.path("containerBytes").asDouble())));
        }
        JsonNode connections = plan.path("connections");
        if (!connections.isMissingNode()) {
            String limit = connections.path("limit").isNull()
                    ? ""
                    : " of " + connections.path("limit").asInt();
            table.row(
                    "connections",
                    connections.path("size").asText(),
                    number(connections.path("busy").asDouble()) + " busy; all instances "
                            + connections.path("total").asText() + limit);
        }
        simulated(table, plan.path("simulated"), instances.path("left").asInt());
        peakHour(table, plan.path("peakHour"), instances.path("left").asInt());
        table.print(out);
        out.println("  keeps " + texts(plan.path("objectives"), ", "));
        out.println();
    }

    private static void simulated(Table table, JsonNode run, int left) {
        if (!run.isMissingNode()) {
            table.row(
                    "simulated",
                    "%.1f d".formatted(run.path("days").asDouble()),
                    "the load as it goes, with this peak, on %s: at most %s busy, %.2f %% of the time above 90 %%"
                            .formatted(
                                    counted(left),
                                    share(run.path("highestUtilization").asDouble()),
                                    run.path("busyPct").asDouble()));
        }
    }

    private static void peakHour(Table table, JsonNode hour, int left) {
        if (!hour.isMissingNode()) {
            table.row(
                    "simulated",
                    "1 h",
                    "the peak on %s with these pools and heap: %s busy, p99 %s, %.2f %% lost"
                            .formatted(
                                    counted(left),
                                    share(hour.path("utilization").asDouble()),
                                    hour.path("latencyP99Seconds").isNull()
                                            ? "not known"
                                            : milliseconds(hour.path("latencyP99Seconds")
                                                    .asDouble()),
                                    hour.path("lostPct").asDouble()));
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
                    number(row.path("instances").asDouble()),
                    money(row.path("perHour")),
                    money(row.path("perDay")),
                    money(row.path("perMonth")));
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
                    bar(times),
                    isReached ? "%.2f".formatted(times) : "> 4",
                    isReached ? rate(row.path("load").asDouble()) : "-",
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
                twice.isNull() ? "is carried by no count of instances" : "needs " + counted(twice.asInt()));
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
                    value(row.path("value").asDouble(), row.path("unit").asText()),
                    row.path("source").asText());
        }
        table.print(out);
    }

    private static void sure(PrintWriter out, JsonNode plan) {
        String sure = plan.path("sure").asText();
        String glyph = sure.equals("high") ? "✔" : sure.equals("fair") ? "◌" : "✖";
        out.printf("%nHOW SURE  %s %s: %s%n", glyph, sure, texts(plan.path("because"), "; "));
    }

    private static String value(double value, String unit) {
        return switch (unit) {
            case "1/s" -> rate(value);
            case "s" -> milliseconds(value);
            case "B" -> mib(value);
            case "ratio" -> share(value);
            case "x" -> number(value) + "x";
            default -> number(value);
        };
    }

    private static String latency(JsonNode each) {
        return each.path("latencyMeanSeconds").isNull()
                ? ""
                : ", latency mean %s, p99 %s"
                        .formatted(
                                milliseconds(each.path("latencyMeanSeconds").asDouble()),
                                milliseconds(each.path("latencyP99Seconds").asDouble()));
    }

    private static String bar(double times) {
        int full = (int) Math.round(Math.min(MOST_TIMES, times) / MOST_TIMES * BAR);
        return "█".repeat(full) + "░".repeat(BAR - full);
    }

    private static String texts(JsonNode array, String between) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asText()));
        return String.join(between, texts);
    }

    private static String counted(int instances) {
        return instances == 1 ? "1 instance" : instances + " instances";
    }

    private static String carry(int left) {
        return left == 1 ? "1 carries" : left + " carry";
    }

    private static String rate(double perSecond) {
        return number(perSecond) + "/s";
    }

    private static String milliseconds(double seconds) {
        return seconds >= 10 ? number(seconds) + " s" : number(seconds * 1e3) + " ms";
    }

    private static String share(double ratio) {
        return number(ratio * 100) + " %";
    }

    private static String mib(double bytes) {
        return number(bytes / MIB) + " MiB";
    }

    private static String money(JsonNode value) {
        return String.format(Locale.ROOT, "%,.2f", value.asDouble());
    }

    /** Three or four digits, whole where it is whole. */
    private static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e9 || Math.abs(value) >= 1000 && Math.abs(value) < 1e9) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        double size = Math.abs(value);
        return size >= 1e9 || size < 1e-3
                ? String.format(Locale.ROOT, "%.3g", value)
                : String.format(
                        Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 0.1 ? "%.2f" : "%.3f", value);
    }
}
