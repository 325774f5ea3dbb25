package io.flyball.simulator.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TraceFileTest {
    private static Trace read(String text) throws IOException {
        return TraceFile.read("load.csv", new BufferedReader(new StringReader(text)));
    }

    private static WrongTrace wrong(String text) {
        return catchThrowableOfType(WrongTrace.class, () -> read(text));
    }

    @Test
    void isLinearBetweenSamplesAndBridgesGaps() throws IOException {
        Trace trace = read("timestamp,value\n0,10\n60,40\n120,\n600,100\n");
        assertThat(trace.at(0)).isEqualTo(10);
        assertThat(trace.at(30_000)).isEqualTo(25);
        assertThat(trace.at(120_000)).isCloseTo(40 + 60.0 / 540 * 60, within(1e-9));
        assertThat(trace.at(600_000)).isEqualTo(100);
        assertThat(trace.at(Long.MAX_VALUE)).isEqualTo(100);
        assertThat(trace.length()).isEqualTo(Duration.ofMinutes(10));
        assertThat(trace.size()).isEqualTo(3);
    }

    @Test
    void takesSecondsMillisecondsAndInstants() throws IOException {
        Instant first = Instant.parse("2021-10-06T00:00:00Z");
        assertThat(read("1633478400,1\n1633478460,2").start()).isEqualTo(first);
        assertThat(read("1633478400000,1\n1633478460000,2").at(30_000)).isEqualTo(1.5);
        assertThat(read("\ufeffwhen,req/s\n2021-10-06T00:00:00Z,1\n\"2021-10-06 00:01:00\",2\n")
                        .at(30_000))
                .isEqualTo(1.5);
        assertThat(read("2021-10-06T02:00:00+02:00,1").start()).isEqualTo(first);
    }

    @Test
    void ofTwoValuesAtOneTimeTheLastCounts() throws IOException {
        Trace trace = read("0,1\n60,5\n60,7\n");
        assertThat(trace.at(60_000)).isEqualTo(7);
        assertThat(trace.size()).isEqualTo(2);
    }

    @Test
    void tellsAllMistakesWithTheirLines() {
        assertThat(wrong("timestamp,value\n0,1\nyesterday,2\n60,many\n30,-5\n90,NaN\n80,1\n1,2,3\n\"9,1\n")
                        .mistakes())
                .containsExactly(
                        "load.csv:3: timestamp = 'yesterday': must be seconds or a time, e.g. 2026-11-23T10:15:00Z",
                        "load.csv:4: value = 'many': must be a number from 0 up, or empty where nothing was measured",
                        "load.csv:5: value = '-5': must be a number from 0 up, or empty where nothing was measured",
                        "load.csv:7: timestamp = '80': must not be before the line above",
                        "load.csv:8: 3 cells: must be 2, timestamp,value",
                        "load.csv:9: a quote is opened and not closed");
        assertThat(wrong("0;1\n60;2\n").mistakes().get(0))
                .isEqualTo("load.csv:1: 1 cell: must be separated by a comma");
        assertThat(wrong("x,1\n".repeat(100)).mistakes()).hasSize(20);
    }

    @Test
    void aTraceOfNothingIsRefused() {
        assertThat(wrong("").mistakes()).containsExactly("load.csv: must have rows of timestamp,value");
        assertThat(wrong("timestamp,value\n").mistakes()).hasSize(1);
        assertThat(wrong("0,\n60,nan\n").mistakes()).hasSize(1);
        assertThatThrownBy(() -> TraceFile.read(Path.of("absent.csv")))
                .isInstanceOf(WrongTrace.class)
                .hasMessage("cannot read absent.csv: no such file");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.simulator.Seeds#all")
    void noiseForATextIsToldOrTakenAndNeverCrashes(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        String pieces = "0123456789-+.,,,\n\n\"eE;:TZ nainf\t\u0000\ufeff";
        StringBuilder text = new StringBuilder();
        random.ints(random.nextInt(300), 0, pieces.length()).forEach(i -> text.append(pieces.charAt(i)));
        try {
            Trace trace = read(text.toString());
            assertThat(trace.at(random.nextLong(1_000_000))).isFinite().isNotNegative();
        } catch (WrongTrace told) {
            assertThat(told.mistakes()).isNotEmpty().allMatch(mistake -> mistake.startsWith("load.csv"));
        }
    }
}
