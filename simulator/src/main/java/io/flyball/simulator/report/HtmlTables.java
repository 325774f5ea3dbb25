package io.flyball.simulator.report;

import io.flyball.simulator.controller.Controller.Mark;
import io.flyball.simulator.run.Outcome;
import io.flyball.simulator.run.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of the page. */
final class HtmlTables {
    private static final int MOST_DECISIONS = 200;

    private final Html page;

    HtmlTables(Html page) {
        this.page = page;
    }

    void totals(List<Outcome> outcomes) {
        head(
                "trace",
                "controller",
                "seed",
                "#violation %",
                "#lost load %",
                "#mean instances",
                "#most",
                "#instance-hours",
                "#actions/day",
                "#flips/day",
                "#worst p99 s");
        for (Outcome one : outcomes) {
            page.open("tr");
            cells(one.stage().name(), one.controller(), "" + one.stage().seed());
            numbers(
                    one.totals().violationPct(),
                    one.totals().lostLoadPct(),
                    one.totals().meanInstances(),
                    one.totals().mostInstances(),
                    one.totals().instanceHours(),
                    one.totals().actionsPerDay(),
                    one.totals().flipsPerDay(),
                    one.totals().worstP99());
            page.close("tr");
        }
        end();
    }

    /** A row per controller, a column per figure. */
    void comparison(Comparison comparison) {
        Map<String, Map<Figure, Comparison.Line>> rows = new LinkedHashMap<>();
        comparison
                .lines()
                .forEach(line -> rows.computeIfAbsent(
                                line.stage() + "\n" + line.controller(), name -> new LinkedHashMap<>())
                        .put(line.figure(), line));
        List<Figure> figures = comparison.lines().stream()
                .map(Comparison.Line::figure)
                .distinct()
                .sorted()
                .toList();
        String[] names = new String[2 + figures.size()];
        names[0] = "trace";
        names[1] = "controller";
        figures.forEach(figure -> names[2 + figures.indexOf(figure)] = figure.words());
        head(names);
        rows.forEach((name, lines) -> {
            page.open("tr");
            cells(name.split("\n", 2));
            for (Figure figure : figures) {
                page.open("td");
                if (lines.containsKey(figure)) {
                    line(lines.get(figure));
                }
                page.close("td");
            }
            page.close("tr");
        });
        end();
    }

    private void line(Comparison.Line line) {
        page.text(estimate(line.value()));
        if (line.verdict() != Comparison.Verdict.FIRST) {
            page.empty("br").element("span", line.verdict().words(), "class", "quiet");
            page.text(" ").element("span", "(" + signed(line.difference()) + ")", "class", "quiet");
        }
    }

    private static String estimate(Estimate estimate) {
        String mean = Rounded.text(estimate.mean(), 4);
        return Double.isInfinite(estimate.half()) ? mean : mean + " ± " + Rounded.text(estimate.half(), 2);
    }

    private static String signed(Estimate difference) {
        return (difference.mean() > 0 ? "+" : "") + estimate(difference);
    }

    void parameters(Stage stage) {
        head("parameter", "value");
        row("plant", stage.plant());
        row("length", Ticks.duration(stage.lengthMillis()));
        row("control period", Ticks.duration(stage.periodMillis()));
        row("from the order to a ready instance", Ticks.duration(stage.startMillis()));
        row("bounds", stage.bounds().min() + " to " + stage.bounds().max() + " instances");
        row("at the beginning", stage.begin() + " instances");
        row("an instance is 100 % busy at", Rounded.text(stage.perInstance() / stage.target(), 5) + " requests/s");
        row("wanted", Rounded.text(100 * stage.target(), 3) + " % busy");
        row("seed", "" + stage.seed());
        end();
    }

    void decisions(Outcome outcome) {
        List<Mark> marks = outcome.marks();
        int all = marks.size() + outcome.moreMarks();
        if (all == 0) {
            page.element("p", "No decisions.", "class", "quiet");
            return;
        }
        int shown = Math.min(MOST_DECISIONS, marks.size());
        page.open("details")
                .element(
                        "summary",
                        shown == all ? all + " decisions" : "first %d of %d decisions".formatted(shown, all));
        head("at", "change", "why");
        marks.subList(0, shown)
                .forEach(mark -> row(Ticks.moment(mark.at()), Chart.change(mark), String.join("; ", mark.reasons())));
        end();
        page.close("details");
    }

    /** A name that begins with # stands over numbers. */
    private void head(String... names) {
        page.open("div", "class", "wide").open("table").open("thead").open("tr");
        for (String name : names) {
            boolean isNumber = name.startsWith("#");
            page.element("th", isNumber ? name.substring(1) : name, "scope", "col", "class", isNumber ? "n" : "t");
        }
        page.close("tr").close("thead").open("tbody");
    }

    private void end() {
        page.close("tbody").close("table").close("div");
    }

    private void row(String... cells) {
        page.open("tr");
        cells(cells);
        page.close("tr");
    }

    private void cells(String... cells) {
        for (String cell : cells) {
            page.element("td", cell);
        }
    }

    private void numbers(double... values) {
        for (double value : values) {
            page.element("td", Double.isNaN(value) ? "–" : Rounded.text(value, 4), "class", "n");
        }
    }
}
