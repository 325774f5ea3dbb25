package io.flyball.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The page about scenarios says what the reader takes. */
class ScenarioPageTest {
    private static String page() throws IOException {
        return Files.readString(Scenarios.project().resolve("docs/operate/simulate-scenarios.md"));
    }

    @Test
    void itsExampleIsAScenario() throws IOException {
        String page = page();
        int begin = page.indexOf("```yaml\n") + "```yaml\n".length();
        String example = page.substring(begin, page.indexOf("```", begin));
        assertThat(ScenarioReader.text(example, Scenarios.examples()).problems())
                .isEmpty();
    }

    @Test
    void everyFieldIsMentioned() throws IOException {
        String page = page();
        assertThat(ScenarioFields.ROOT.paths().stream()
                        .map(path -> path.substring(path.lastIndexOf('.') + 1).replace("[]", ""))
                        .filter(name -> !name.isEmpty() && !name.startsWith("<"))
                        .distinct())
                .allMatch(name -> page.contains(name));
    }
}
