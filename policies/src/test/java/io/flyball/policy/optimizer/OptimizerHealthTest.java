package io.flyball.policy.optimizer;

import static io.flyball.policy.optimizer.Windows.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OptimizerHealthTest {
    @Test
    void aFailureDisablesItForAPauseThatDoublesUpToADay() {
        OptimizerHealth health = OptimizerHealth.GOOD;
        assertThat(health.mayRun(NOW)).isTrue();
        for (long hours : new long[] {1, 2, 4, 8, 16, 24, 24}) {
            health = health.failed(NOW, "analyze threw java.lang.Error");
            assertThat(health.mayRun(NOW)).isFalse();
            assertThat(health.mayRun(NOW.plus(Duration.ofHours(hours)).minusSeconds(1)))
                    .isFalse();
            assertThat(health.mayRun(NOW.plus(Duration.ofHours(hours)))).isTrue();
        }
        assertThat(health.words())
                .isEqualTo("disabled until 2026-11-24T12:00:00Z or a new policy: analyze threw java.lang.Error");
        assertThat(health.answered().words()).isEqualTo("enabled");
    }

    @Test
    void aClockThatGoesBackDoesNotDisableItForEver() {
        OptimizerHealth health = OptimizerHealth.GOOD.failed(NOW.plus(Duration.ofDays(400)), "threw");
        assertThat(health.mayRun(NOW)).isTrue();
    }
}
