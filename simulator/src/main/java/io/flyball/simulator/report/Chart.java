package io.flyball.simulator.report;

import io.flyball.simulator.controller.Controller.Mark;
import io.flyball.simulator.run.Curve;
import io.flyball.simulator.run.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** The course of one run as SVG: load and capacity, instances, latency, and what was decided when and why. */
final class Chart {
    private static final int WIDTH = 960;
    private static final int LOAD_HEIGHT = 130;
    private static final int SMALL_HEIGHT = 80;
    private static final int GAP = 30;
    private static final int MARK_WIDTH = 7;
    private static final int TOLD_PER_MARK = 4;

    private final Html page;
    private final Outcome outcome;
    private final Scales scales;
    private final Curve curve;
    private final List<Panel.Span> broken;

    private Chart(Html page, Outcome outcome, Scales scales) {
        this.page = page;
        this.outcome = outcome;
        this.scales = scales;
        this.curve = outcome.curve();
        this.broken = broken(curve);
    }

    static void draw(Html page, Outcome outcome, Scales scales) {
        new Chart(page, outcome, scales).draw();
    }

    private void draw() {
        boolean hasLatency = curve.hasLatency();
        int instances = GAP + LOAD_HEIGHT + GAP;
        int latency = instances + SMALL_HEIGHT + GAP;
        int marks = (hasLatency ? latency : instances) + SMALL_HEIGHT + 16;
        int height = marks + 34;
        page.open("svg", "viewBox", "0 0 %d %d".formatted(WIDTH, height), "role", "group", "aria-label", label());
        Panel load = panel("load and capacity, requests/s", GAP, LOAD_HEIGHT, scales.load());
        load.shade(broken, true);
        load.area("peak", curve.loadHighest(), curve.millis());
        load.line("capacity", curve.capacity(), curve.millis());
        load.line("load", curve.load(), curve.millis());
        Panel count = panel("instances", instances, SMALL_HEIGHT, scales.instances());
        count.shade(broken, false);
        count.line("ready", curve.ready(), curve.millis());
        count.line("running", curve.running(), curve.millis());
        if (hasLatency) {
            Panel slow = panel("latency p99, seconds", latency, SMALL_HEIGHT, scales.latency());
            slow.shade(broken, false);
            slow.line("latency", curve.latencyP99(), curve.millis());
        }
        marks(marks);
        for (long tick : Ticks.times(scales.lengthMillis())) {
            String x = Panel.text(Panel.x(tick, scales.lengthMillis()));
            String label = Ticks.label(tick, scales.lengthMillis());
            page.element("text", label, "x", x, "y", "" + (height - 4), "text-anchor", "middle");
        }
        String end = "" + (marks + 6);
        page.empty(
                "line",
                "class",
                "cursor",
                "visibility",
                "hidden",
                "x1",
                "0",
                "x2",
                "0",
                "y1",
                "" + GAP,
                "y2",
                end,
                "data-from",
                "" + Panel.LEFT,
                "data-to",
                "" + Panel.RIGHT);
        page.close("svg");
    }

    private Panel panel(String name, int top, int height, double highest) {
        return new Panel(page, name, top, height, highest, scales.lengthMillis());
    }

    private String label() {
        return String.format(
                Locale.ROOT,
                "%s on %s: objective broken %s %% of the time, %s instances on average, %d decisions",
                outcome.controller(),
                outcome.stage().name(),
                Rounded.text(outcome.totals().violationPct(), 3),
                Rounded.text(outcome.totals().meanInstances(), 4),
                outcome.marks().size() + outcome.moreMarks());
    }

    /** Decisions that fall into the same place share a mark: a triangle up, one down, or a diamond for anything else. */
    private void marks(int y) {
        page.element("text", "decided", "x", "" + (Panel.LEFT - 6), "y", "" + (y + 4), "text-anchor", "end");
        TreeMap<Integer, List<Mark>> places = new TreeMap<>();
        for (Mark mark : outcome.marks()) {
            int place = (int) (Panel.x(mark.at(), scales.lengthMillis()) / MARK_WIDTH);
            places.computeIfAbsent(place, absent -> new ArrayList<>()).add(mark);
        }
        places.forEach((place, marks) -> {
            int x = place * MARK_WIDTH + MARK_WIDTH / 2;
            double moved = marks.stream().mapToDouble(Chart::grown).sum();
            String kind = moved > 0 ? "up" : moved < 0 ? "down" : "both";
            String shape = kind.equals("up")
                    ? "M%d %dl4 8h-8z".formatted(x, y - 4)
                    : kind.equals("down")
                            ? "M%d %dl4 -8h-8z".formatted(x, y + 4)
                            : "M%d %dl4 4l-4 4l-4 -4z".formatted(x, y - 4);
            String words = words(marks);
            page.open("path", "class", "mark " + kind, "d", shape, "role", "img", "aria-label", words, "tabindex", "0")
                    .element("title", words)
                    .close("path");
        });
    }

    /** By how much the count grows; 0 where something else is set. */
    private static double grown(Mark mark) {
        try {
            return mark.subject().equals("instances")
                    ? Double.parseDouble(mark.to()) - Double.parseDouble(mark.from())
                    : 0;
        } catch (NumberFormatException aWord) {
            return 0;
        }
    }

    private static String words(List<Mark> marks) {
        StringBuilder words = new StringBuilder();
        for (Mark mark : marks.subList(0, Math.min(TOLD_PER_MARK, marks.size()))) {
            words.append(Ticks.moment(mark.at()))
                    .append("  ")
                    .append(change(mark))
                    .append('\n');
            mark.reasons().forEach(reason -> words.append("  ").append(reason).append('\n'));
        }
        if (marks.size() > TOLD_PER_MARK) {
            words.append("and ").append(marks.size() - TOLD_PER_MARK).append(" more decisions here");
        }
        return words.toString().stripTrailing();
    }

    static String change(Mark mark) {
        return mark.subject() + " " + mark.from() + " → " + mark.to();
    }

    /** Neighbouring points in which the objective was broken about equally often, as one span. */
    private static List<Panel.Span> broken(Curve curve) {
        List<Panel.Span> spans = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= curve.size(); i++) {
            int quarters = quarters(curve.violated()[from]);
            if (i == curve.size() || quarters(curve.violated()[i]) != quarters) {
                if (quarters > 0) {
                    spans.add(new Panel.Span(from * curve.millis(), i * curve.millis(), quarters / 4.0));
                }
                from = i;
            }
        }
        return spans;
    }

    private static int quarters(double share) {
        return (int) Math.ceil(share * 4);
    }
}
