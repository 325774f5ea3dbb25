package io.flyball.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FleetOptionsTest {
    private static FleetOptions options(int nodes, int services, int links, Duration interval, Duration duration) {
        return new FleetOptions(
                List.of(URI.create("http://127.0.0.1:7600")),
                Optional.empty(),
                nodes,
                services,
                links,
                interval,
                Duration.ZERO,
                duration,
                Duration.ofSeconds(10),
                1,
                true);
    }

    @Test
    void takesTenThousandNodes() {
        assertThat(options(10_000, 100, 200, Duration.ofSeconds(10), Duration.ofMinutes(5))
                        .nodes())
                .isEqualTo(10_000);
    }

    @Test
    void tellsAllMistakesAtOnce() {
        assertThatThrownBy(() -> options(0, 5, 0, Duration.ZERO, Duration.ofDays(2)))
                .hasMessageContaining("--nodes = 0: must be 1 to 50000")
                .hasMessageContaining("--services = 5: must be 1 to --nodes (0)")
                .hasMessageContaining("--links = 0: must be")
                .hasMessageContaining("--interval = PT0S: must be 1s to 1m")
                .hasMessageContaining("--duration = PT48H: must be 5s to 24h");
    }

    @Test
    void aLinkCarriesABoundedNumberOfNodes() {
        assertThatThrownBy(() -> options(10_000, 100, 4, Duration.ofSeconds(10), Duration.ofMinutes(5)))
                .hasMessageContaining("--links = 4: must be");
    }
}
