package io.flyball.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCompareTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void saysWhoIsBetterOverSeeds() throws IOException {
        Path page = folder.resolve("page.html");
        Called called = Called.flyball(
                "simulate",
                "compare",
                "--trace",
                trace(),
                "--controller",
                "static,hpa,none",
                "--seeds",
                "4",
                "--html",
                page.toString());
        assertThat(called.err()).isEmpty();
        assertThat(called.exit()).isZero();
        assertThat(called.out())
                .contains("4 seeds ([1, 2, 3, 4])")
                .containsPattern("hpa +meanInstances +.* ± .* better");
        assertThat(Files.readString(page))
                .contains("Comparison")
                .contains("better")
                .contains("Curves of seed 1.");
    }

    @Test
    void jsonHoldsTheComparisonAndEveryRun() throws IOException {
        Path file = folder.resolve("out.json");
        Called called = Called.flyball(
                "simulate",
                "compare",
                "--trace",
                trace(),
                "--controller",
                "hpa,none",
                "--seeds",
                "3",
                "--seed",
                "7",
                "--json",
                file.toString(),
                "-o",
                "json");
        JsonNode answer = JSON.readTree(file.toFile());
        assertThat(JSON.readTree(called.out())).isEqualTo(answer);
        assertThat(answer.path("runs")).hasSize(6);
        assertThat(answer.at("/runs/5/seed").asInt()).isEqualTo(9);
        assertThat(answer.at("/comparison/0/verdict").asText()).isEqualTo("(first)");
        assertThat(answer.at("/comparison/0/seeds").asInt()).isEqualTo(3);
    }

    @Test
    void oneRunEachOnTheLoadAsItIs() throws IOException {
        Called called = Called.flyball(
                "simulate", "compare", "--trace", trace(), "--controller", "hpa,none", "--seeds", "1", "--noise", "0");
        assertThat(called.exit()).isZero();
        assertThat(called.out()).contains("as they were recorded").contains("one seed");
    }

    @Test
    void tellsWhatIsWrongAndEndsWithTwo() throws IOException {
        String trace = trace();
        wrong("must be two or more", "--trace", trace, "--controller", "hpa");
        wrong("--seeds = 0: must be 1 to 1000", "--trace", trace, "--controller", "hpa,none", "--seeds", "0");
        wrong("--noise = 2.0: must be a share", "--trace", trace, "--controller", "hpa,none", "--noise", "2");
        wrong("which would all be the same", "--trace", trace, "--controller", "hpa,none", "--noise", "0");
    }

    private static void wrong(String says, String... options) {
        List<String> line = new ArrayList<>(List.of("simulate", "compare"));
        line.addAll(List.of(options));
        Called called = Called.flyball(line.toArray(String[]::new));
        assertThat(called.exit()).as(called.err()).isEqualTo(ExitCodes.USAGE);
        assertThat(called.err()).contains(says);
    }

    /** Three hours of a rising load. */
    private String trace() throws IOException {
        StringBuilder rows = new StringBuilder("timestamp,value\n");
        for (int minute = 0; minute < 180; minute++) {
            rows.append(minute * 60).append(',').append(100 + 5 * minute).append('\n');
        }
        return Files.writeString(folder.resolve("rise.csv"), rows).toString();
    }
}
