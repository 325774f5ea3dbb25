package io.flyball.simulator.report;

import io.flyball.simulator.run.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One page about runs that needs nothing else: no network, no other file. It is well-formed XML too, and forbids itself to
 * load anything. Without scripts everything can still be read; with them marks answer to hovering and to arrow keys.
 */
public final class HtmlReport {
    private static final int MOST_CHARTS = 60;
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    private final Html page = new Html();
    private final HtmlTables tables = new HtmlTables(page);
    private final List<Outcome> outcomes;

    private HtmlReport(List<Outcome> outcomes) {
        this.outcomes = outcomes;
    }

    /**
     * @param title what was done, in a line
     * @param notes further lines, e.g. of the version
     * @param outcomes at least one
     * @param comparison over seeds, where there is one
     */
    public static String of(String title, List<String> notes, List<Outcome> outcomes, Optional<Comparison> comparison) {
        return new HtmlReport(outcomes).write(title, notes, comparison);
    }

    private String write(String title, List<String> notes, Optional<Comparison> comparison) {
        page.raw("<!DOCTYPE html>\n")
                .open("html", "lang", "en", "xmlns", "http://www.w3.org/1999/xhtml")
                .open("head");
        page.empty("meta", "charset", "utf-8");
        page.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
        page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.element("title", title)
                .open("style")
                .raw("\n" + own("report.css"))
                .close("style")
                .close("head");
        page.open("body").element("h1", title);
        notes.forEach(note -> page.element("p", note, "class", "quiet"));
        Map<String, List<Outcome>> stages = new LinkedHashMap<>();
        outcomes.forEach(one -> stages.computeIfAbsent(one.stage().name(), name -> new ArrayList<>())
                .add(one));
        contents(List.copyOf(stages.keySet()));
        page.open("main");
        comparison.ifPresent(found -> {
            page.element("h2", "Comparison");
            page.element(
                    "p",
                    "Mean over seeds ± 95 % confidence; differences are to the first, seed by seed.",
                    "class",
                    "quiet");
            tables.comparison(found);
        });
        page.element("h2", "Totals");
        tables.totals(outcomes);
        charts(stages);
        page.close("main").element("div", "", "id", "tip", "role", "status", "hidden", "hidden");
        page.open("script")
                .raw("/*<![CDATA[*/\n" + own("report.js") + "/*]]>*/")
                .close("script");
        return page.close("body").close("html").toString();
    }

    private void contents(List<String> names) {
        if (names.size() < 2) {
            return;
        }
        page.open("nav", "aria-label", "traces").open("ul");
        for (int i = 0; i < names.size(); i++) {
            page.open("li").element("a", names.get(i), "href", "#s" + i).close("li");
        }
        page.close("ul").close("nav");
    }

    private void charts(Map<String, List<Outcome>> stages) {
        int drawn = 0;
        int number = 0;
        for (Map.Entry<String, List<Outcome>> entry : stages.entrySet()) {
            List<Outcome> own = entry.getValue();
            long seed = own.get(0).stage().seed();
            List<Outcome> shown =
                    own.stream().filter(one -> one.stage().seed() == seed).toList();
            page.open("section", "data-stage", entry.getKey(), "id", "s" + number++)
                    .element("h2", entry.getKey());
            if (shown.size() < own.size()) {
                page.element("p", "Curves of seed " + seed + ".", "class", "quiet");
            }
            page.open("details").element("summary", "parameters");
            tables.parameters(own.get(0).stage());
            page.close("details");
            drawn += shown.size();
            if (drawn <= MOST_CHARTS) {
                draw(shown);
            } else {
                page.element("p", "Not drawn: there are more than %d runs.".formatted(MOST_CHARTS), "class", "quiet");
            }
            page.close("section");
        }
    }

    private void draw(List<Outcome> shown) {
        Scales scales = Scales.of(shown);
        legend(scales.latency() > 0);
        for (Outcome outcome : shown) {
            page.element("h3", outcome.controller()).open("figure");
            Chart.draw(page, outcome, scales);
            page.close("figure");
            tables.decisions(outcome);
        }
    }

    private void legend(boolean hasLatency) {
        page.open("p", "class", "quiet legend").text("Lines: ");
        sample("load", "load (solid; pale: its peaks)");
        sample("capacity", "capacity of ready instances (dashed)");
        sample("running", "instances paid for (solid)");
        sample("ready", "instances ready (dotted)");
        if (hasLatency) {
            sample("latency", "latency (solid)");
        }
        page.text(
                "Shaded with a bar above: objective broken, the darker the more of the time. Decisions: ▲ grew, ▼ shrank, ◆ neither;");
        page.text(" point at them, or move with the arrow keys.").close("p");
    }

    private void sample(String kind, String words) {
        page.open("svg", "viewBox", "0 0 26 8", "style", "display:inline;width:26px;height:8px", "aria-hidden", "true");
        page.empty("path", "class", "curve " + kind, "d", "M0 4L26 4");
        page.close("svg").text(" " + words + ". ");
    }

    private static String own(String file) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(file, e);
        }
    }
}
