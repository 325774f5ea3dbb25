package io.flyball.simulator.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingsTest {
    private final Findings findings = new Findings(new LinkedHashMap<>(Map.of("cores", "2")));

    @Test
    void alignsFiguresAndSaysWhatWasMissed() {
        findings.add(Finding.of("beyond the tick, p99", 135.2, "ms").atMost(1000));
        findings.add(Finding.of("rate", 812, "1/s").atLeast(1000));
        findings.add(Finding.of("rss", 0.125, "MiB"));
        assertThat(findings.table().lines().toList())
                .containsExactly(
                        "cores: 2",
                        "",
                        "figure                value  unit  wanted",
                        "beyond the tick, p99    135  ms    <= 1000  met",
                        "rate                    812  1/s   >= 1000  missed",
                        "rss                   0.125  MiB");
    }

    @Test
    void writesTheSameForPrograms(@TempDir Path directory) throws IOException {
        findings.add(Finding.of("rate", 812, "1/s").atLeast(1000));
        Path file = directory.resolve("figures.json");
        findings.write(file);
        JsonNode rate = new ObjectMapper().readTree(file.toFile()).at("/figures/rate");
        assertThat(rate.path("value").asDouble()).isEqualTo(812);
        assertThat(rate.path("met").asBoolean()).isFalse();
    }

    @Test
    void nothingIsMeasuredUntilARunSaysSo() {
        assertThat(findings.isMeasured()).isFalse();
        findings.measured();
        assertThat(findings.isMeasured()).isTrue();
    }
}
