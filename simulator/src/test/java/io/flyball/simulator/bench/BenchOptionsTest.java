package io.flyball.simulator.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchOptionsTest {
    @Test
    void theFleetHasAThousandNodesOnThreeMembersWhereNothingElseIsSaid() {
        BenchOptions options = BenchOptions.parse(List.of("fleet"));
        assertThat(options).isEqualTo(BenchOptions.defaults(BenchOptions.Mode.FLEET));
        assertThat(options.nodes()).isEqualTo(1000);
        assertThat(options.members()).isEqualTo(3);
    }

    @Test
    void takesWhatIsSaid() {
        BenchOptions options = BenchOptions.parse(
                List.of("ingest", "--for", "2m", "--interval", "500ms", "--nodes", "40", "--services", "2"));
        assertThat(options.duration()).isEqualTo(Duration.ofMinutes(2));
        assertThat(options.interval()).isEqualTo(Duration.ofMillis(500));
        assertThat(options.nodesPerService()).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "all",
                "fleet --nodes 1001",
                "fleet --nodes 10000 --services 20",
                "fleet --links 0",
                "fleet --members 0",
                "fleet --for 2h",
                "fleet --for 0s",
                "fleet --for 5",
                "fleet --interval 10ms",
                "fleet --node 10",
                "fleet --nodes",
                "fleet nodes 10"
            })
    void refusesWhatItCannotDo(String line) {
        assertThatThrownBy(() -> BenchOptions.parse(List.of(line.split(" "))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be");
    }
}
