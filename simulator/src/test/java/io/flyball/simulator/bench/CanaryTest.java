package io.flyball.simulator.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.simulator.fleet.Clocks;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CanaryTest {
    /** Each look at this clock is 20 ms after the one before: no nap of 2 ms ends in time. */
    @Test
    void notesWhenItWasWokenLate() {
        AtomicLong nanos = new AtomicLong();
        Clocks slow = new Clocks(() -> Instant.ofEpochMilli(1_000), () -> nanos.addAndGet(20_000_000));
        try (Canary canary = Canary.start(slow)) {
            while (canary.wasCalm(0, 2_000)) {
                Thread.onSpinWait();
            }

            assertThat(canary.wasCalm(1_001, 2_000)).isTrue();
            assertThat(canary.wasCalm(0, 1_000)).isFalse();
        }
    }
}
