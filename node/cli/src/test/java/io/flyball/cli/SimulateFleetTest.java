package io.flyball.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SimulateFleetTest {
    @Test
    void tellsAllWrongOptionsAtOnce() {
        Called called = Called.flyball("simulate", "fleet", "--nodes", "10", "--services", "20", "--duration", "1s");
        assertThat(called.exit()).isEqualTo(ExitCodes.USAGE);
        assertThat(called.err())
                .contains("--services = 20: must be 1 to --nodes (10)")
                .contains("--duration = PT1S: must be 5s to 24h");
    }

    @Test
    void simulateAloneNamesItsVerbs() {
        Called called = Called.flyball("simulate");
        assertThat(called.exit()).isEqualTo(ExitCodes.USAGE);
        assertThat(called.err()).contains("fleet");
    }
}
