package io.flyball.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateRunTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void jsonHasTheFieldsThatOthersReadInTheirOrder() throws IOException {
        Path out = folder.resolve("out.json");
        Called called = Called.flyball(
                "simulate",
                "run",
                "--plant",
                "simple",
                "--trace",
                trace("steps").toString(),
                "--controller",
                "hpa,none",
                "--start-time",
                "120s",
                "--seed",
                "1",
                "--json",
                out.toString());
        assertThat(called.err()).isEmpty();
        assertThat(called.exit()).isZero();
        JsonNode rows = JSON.readTree(out.toFile());
        assertThat(rows.isArray()).isTrue();
        assertThat(rows).hasSize(2);
        List<String> fields = new ArrayList<>();
        rows.get(0).fieldNames().forEachRemaining(fields::add);
        assertThat(fields)
                .startsWith(
                        "trace",
                        "controller",
                        "violationPct",
                        "lostLoadPct",
                        "meanInstances",
                        "actionsPerDay",
                        "directionFlipsPerDay");
        assertThat(rows.get(0).path("trace").asText()).isEqualTo("steps");
        assertThat(rows.get(0).path("controller").asText()).isEqualTo("hpa");
        assertThat(rows.get(1).path("controller").asText()).isEqualTo("none");
        for (String field : fields.subList(2, 7)) {
            assertThat(rows.get(0).path(field).isNumber()).as(field).isTrue();
        }
        assertThat(rows.get(1).path("actionsPerDay").asDouble()).isZero();
        assertThat(rows.get(0).at("/decisions/0/reasons/0").asText()).isNotEmpty();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("steps.csv", "out.json");
        }
    }

    @Test
    void withoutAFileItPrintsATableOrTheSameArray() throws IOException {
        String first = trace("a").toString();
        String second = trace("b").toString();
        Called table = Called.flyball("simulate", "run", "--trace", first, "--trace", second);
        assertThat(table.exit()).isZero();
        assertThat(table.out())
                .contains("VIOLATION %")
                .contains("a  ")
                .contains("b  ")
                .contains("█");
        JsonNode rows = JSON.readTree(
                Called.flyball("simulate", "run", "--trace", first, second, "--controller", "static", "-o", "json")
                        .out());
        assertThat(rows.at("/1/trace").asText()).isEqualTo("b");
        assertThat(rows.at("/1/mostInstances").asInt()).isEqualTo(20);
    }

    @Test
    void tellsWhatIsWrongAndEndsWithTwo() throws IOException {
        String trace = trace("a").toString();
        wrong("controller = 'hpb': must be one of", "--trace", trace, "--controller", "hpb");
        wrong("hpa, hpa-seasonal", "--trace", trace, "--controller", "hpb");
        wrong("no such file", "--trace", folder.resolve("none.csv").toString());
        wrong("SCENARIO or --trace: must be given");
        wrong("must have another name", "--trace", trace, trace);
        wrong("--plant = 'cloud': must be", "--trace", trace, "--plant", "cloud");
        wrong("1 <= min <= max", "--trace", trace, "--min-instances", "9", "--max-instances", "3");
        wrong("must be a duration", "--trace", trace, "--start-time", "soon");
        Path idle = Files.writeString(folder.resolve("idle.csv"), "0,0\n60,0\n");
        wrong("idle: must have a load above 0", "--trace", idle.toString());
        Path bad = Files.writeString(folder.resolve("bad.csv"), "0,1\n60,NaNny\n");
        wrong("bad.csv:2: value = 'NaNny'", "--trace", bad.toString());
    }

    @Test
    void whatWouldFailAfterHoursIsRefusedAtOnce() throws IOException {
        String trace =
                Files.writeString(folder.resolve("short.csv"), "0,5\n60,6\n").toString();
        String nowhere = folder.resolve("none").resolve("x.json").toString();
        wrong("--json = " + nowhere + ": must be in a folder that exists", "--trace", trace, "--json", nowhere);
        wrong("--html = " + folder + ": must be a file", "--trace", trace, "--html", folder.toString());
        String one = Files.writeString(folder.resolve("one.csv"), "timestamp,value\n0,5\n")
                .toString();
        wrong("one: must last longer than a moment", "--trace", one);
        String huge = Files.writeString(folder.resolve("huge.csv"), "0,1e308\n60,1e308\n")
                .toString();
        wrong("huge.csv:1: value = '1e308': must be at most 1e12", "--trace", huge);
    }

    private void wrong(String says, String... options) {
        List<String> line = new ArrayList<>(List.of("simulate", "run"));
        line.addAll(List.of(options));
        Called called = Called.flyball(line.toArray(String[]::new));
        assertThat(called.exit()).as(called.err()).isEqualTo(ExitCodes.USAGE);
        assertThat(called.err()).contains(says);
    }

    /** An hour at 100/s, an hour at 900/s. */
    private Path trace(String name) throws IOException {
        StringBuilder rows = new StringBuilder("timestamp,value\n");
        for (int minute = 0; minute < 120; minute++) {
            rows.append(minute * 60).append(',').append(minute < 60 ? 100 : 900).append('\n');
        }
        return Files.writeString(folder.resolve(name + ".csv"), rows);
    }
}
