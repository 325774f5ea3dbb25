package io.flyball.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulateNamedTestsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "load | ✔ hpa: carries 1000 requests/s | ✖ none: does not carry 1000 requests/s",
                "stress | first to give way: the most instances that may be ordered, 40 | ✖ none: breaks at 400",
                "spike | ✔ hpa: stands them | ✖ none: does not stand them all",
                "endurance | ✔ hpa: is as good at the end | none: "
            })
    void theFirstControllerDecidesWhetherItPassed(String test, String first, String second) {
        String[] duration = test.equals("endurance") ? new String[] {"--duration", "6h"} : new String[0];
        Called called = called(test, "hpa,none", duration);
        assertThat(called.err()).isEmpty();
        assertThat(called.exit()).isZero();
        assertThat(called.out()).contains(first).contains(second);
        if (!test.equals("endurance")) {
            assertThat(called(test, "none", duration).exit()).isEqualTo(ExitCodes.FAILED);
        }
    }

    @Test
    void stressSaysAtWhichLoadItBreaks() throws IOException {
        JsonNode row = JSON.readTree(called("stress", "none", "--peak", "100", "--instances", "20", "-o", "json")
                        .out())
                .get(0);
        // 20 instances carry 100/s when 60 % busy, so 150/s when 90 % busy
        assertThat(row.at("/test/breaksAtLoad").asDouble()).isBetween(150.0, 170.0);
        assertThat(row.at("/test/carriedLoad").asDouble()).isBetween(130.0, 150.0);
        assertThat(row.at("/test/passed").asBoolean()).isTrue();
    }

    @Test
    void aServiceHasLatency() {
        Called called = called("load", "static", "--plant", "service", "--peak", "300", "--duration", "5m");
        assertThat(called.err()).isEmpty();
        assertThat(called.out()).contains("latency p99");
    }

    @Test
    void tellsWhatIsWrongAndEndsWithTwo() {
        Called called = called("load", "hpa", "--peak", "-3", "--plant", "x", "--instances", "0", "--duration", "1s");
        assertThat(called.exit()).isEqualTo(ExitCodes.USAGE);
        assertThat(called.err())
                .contains("--peak = -3.0: must be")
                .contains("--plant = 'x'")
                .contains("--instances = 0")
                .contains("--duration = PT1S");
        assertThat(called("load", "nobody").err()).contains("controller = 'nobody': must be one of");
    }

    private static Called called(String test, String controllers, String... more) {
        String[] line = new String[4 + more.length];
        line[0] = "simulate";
        line[1] = test;
        line[2] = "--controller";
        line[3] = controllers;
        System.arraycopy(more, 0, line, 4, more.length);
        return Called.flyball(line);
    }
}
