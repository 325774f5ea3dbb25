package io.flyball.simulator.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PlaneMainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return PlaneMain.run(arguments, stream(out), stream(err));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    @Test
    void tracesOneSeed() {
        assertThat(run("--seed", "3", "--trace")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("plans shop with 1/m")
                .contains("all faults end")
                .contains("seed 3: every invariant holds");
    }

    @Test
    void printsTheCommandThatReplaysAFailure() {
        assertThat(run("--from", "1", "--count", "1", "--bug", "ACK_BEFORE_STORED"))
                .isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("seed 1: violated: stored: ")
                .contains("flyball simulate seeds --seed 1 --trace");
    }

    @Test
    void saysWhatIsWrongWithItsArguments() {
        assertThat(run("--count", "0")).isEqualTo(2);
        assertThat(run("--bug", "none")).isEqualTo(2);
        assertThat(run("--sed", "1")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("--count = 0: must be a whole number above 0")
                .contains("--bug = none: must be a planted bug")
                .contains("--sed: must be an option");
    }
}
