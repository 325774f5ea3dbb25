package io.flyball.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.simulator.controller.Controller;
import io.flyball.simulator.plant.Fleet;
import io.flyball.simulator.run.Batch;
import io.flyball.simulator.run.Candidate;
import io.flyball.simulator.run.Controllers;
import io.flyball.simulator.run.Outcome;
import io.flyball.simulator.run.Play;
import io.flyball.simulator.run.SimpleStage;
import io.flyball.simulator.run.Stage;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlReportTest {
    private static final String EVIL = "<script>alert('1')</script>\"&]]>\u0000";

    @Test
    void isWellFormedAndLetsNothingOut() throws Exception {
        Stage stage = SimpleStage.of(
                EVIL,
                millis -> 100 + millis / 10_000,
                Duration.ofHours(5),
                Duration.ofMinutes(2),
                SimpleStage.BOUNDS,
                1);
        List<Outcome> outcomes = Batch.run(
                List.of(
                        new Play(stage, Controllers.named("hpa")),
                        new Play(stage, new Candidate(EVIL, any -> new Evil())),
                        new Play(stage, Controllers.named("none"))),
                progress -> {});
        String page = HtmlReport.of(EVIL, List.of(EVIL), outcomes, Optional.of(Comparison.of(outcomes)));
        assertThat(page).doesNotContain("<script>alert").doesNotContain("src=").doesNotContain("url(");
        Document document = parsed(page);
        assertThat(document.getElementsByTagName("script").getLength()).isEqualTo(1);
        assertThat(document.getElementsByTagName("figure").getLength()).isEqualTo(3);
        assertThat(document.getElementsByTagName("h1").item(0).getTextContent())
                .isEqualTo(EVIL.replace('\u0000', '\uFFFD'));
        assertThat(page.replace("http://www.w3.org/1999/xhtml", ""))
                .doesNotContain("http:")
                .doesNotContain("https:");
    }

    @Test
    void decisionsAreMarksWithTheirReasonsThatTheKeyboardReaches() throws Exception {
        Stage stage = SimpleStage.of(
                "ramp",
                millis -> 100 + millis / 10_000,
                Duration.ofHours(5),
                Duration.ofMinutes(2),
                SimpleStage.BOUNDS,
                1);
        List<Outcome> outcomes = Batch.run(List.of(new Play(stage, Controllers.named("hpa"))), progress -> {});
        Document document = parsed(HtmlReport.of("t", List.of(), outcomes, Optional.empty()));
        int marks = 0;
        NodeList paths = document.getElementsByTagName("path");
        for (int i = 0; i < paths.getLength(); i++) {
            Element path = (Element) paths.item(i);
            if (path.getAttribute("class").startsWith("mark ")) {
                marks++;
                assertThat(path.getAttribute("tabindex")).isEqualTo("0");
                assertThat(path.getAttribute("aria-label"))
                        .contains("instances")
                        .contains("→")
                        .contains("cpu");
            }
        }
        assertThat(marks).isBetween(1, outcomes.get(0).marks().size());
        assertThat(document.getElementsByTagName("style").item(0).getTextContent())
                .contains("prefers-color-scheme: dark");
    }

    private static Document parsed(String page) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(page)));
    }

    /** Decides once, and says why in the worst words. */
    private static final class Evil implements Controller {
        private boolean hasTold;

        @Override
        public String name() {
            return EVIL;
        }

        @Override
        public void tick(long now, Fleet fleet) {}

        @Override
        public List<Mark> marks() {
            if (hasTold) {
                return List.of();
            }
            hasTold = true;
            return List.of(new Mark(0, EVIL, EVIL, EVIL, List.of(EVIL)));
        }
    }
}
