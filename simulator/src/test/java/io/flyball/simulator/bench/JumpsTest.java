package io.flyball.simulator.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JumpsTest {
    private static final long QUIET = 100;
    private static final long PATIENCE = 40;

    private double chance = 0.5;
    private final Jumps jumps = new Jumps(2, 1_000, QUIET, PATIENCE, () -> chance);

    @Test
    void beginsAtAChanceTimeWithinTheFirstQuiet() {
        assertThat(jumps.begins(0, 1_049)).isFalse();
        assertThat(jumps.begins(0, 1_050)).isTrue();
        assertThat(jumps.begun()).isEqualTo(1);
    }

    @Test
    void measuresFromTheReportToTheCommand() {
        jumps.begins(0, 1_060);
        assertThat(jumps.commanded(0, 1_083)).hasValue(23);
    }

    @Test
    void awaitsOneCommandOfAServiceAtATime() {
        jumps.begins(0, 1_060);
        assertThat(jumps.begins(0, 1_070)).isFalse();
        assertThat(jumps.begins(1, 1_070)).isTrue();
        assertThat(jumps.waiting()).isEqualTo(2);
    }

    @Test
    void restsAfterACommandForQuietAndUpToAsMuchByChance() {
        jumps.begins(0, 1_060);
        chance = 0.25;
        jumps.commanded(0, 1_080);
        assertThat(jumps.begins(0, 1_080 + QUIET + 24)).isFalse();
        assertThat(jumps.begins(0, 1_080 + QUIET + 25)).isTrue();
    }

    @Test
    void countsACommandThatNobodyAwaits() {
        assertThat(jumps.commanded(1, 1_010)).isEmpty();
        assertThat(jumps.unexpected()).isEqualTo(1);
    }

    @Test
    void givesUpAfterPatienceAndDoesNotTakeTheLateCommandForAnother() {
        jumps.begins(0, 1_060);
        jumps.expire(1_060 + PATIENCE);
        assertThat(jumps.timeouts()).isZero();
        jumps.expire(1_061 + PATIENCE);
        assertThat(jumps.timeouts()).isEqualTo(1);
        assertThat(jumps.commanded(0, 1_120)).isEmpty();
        assertThat(jumps.begins(0, 1_130)).isFalse();
    }

    @Test
    void beginsNothingMoreOnceClosedButStillAwaits() {
        jumps.begins(0, 1_060);
        jumps.close();
        assertThat(jumps.begins(1, 1_200)).isFalse();
        assertThat(jumps.commanded(0, 1_070)).hasValue(10);
    }
}
