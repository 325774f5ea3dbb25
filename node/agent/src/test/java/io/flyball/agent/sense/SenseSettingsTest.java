package io.flyball.agent.sense;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SenseSettingsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final List<String> SHOP = List.of("java", "-Dflyball.parent=12", "Shop");

    @Test
    void watchesEveryJvmUnlessToldOtherwise() {
        assertThat(new SenseSettings("host", SECOND, SECOND, SECOND, List.of(), Map.of()).watches(SHOP))
                .isTrue();
    }

    @Test
    void watchesOnlyJvmsWhoseCommandLineHoldsAMatch() {
        assertThat(watching("-Dflyball.parent=12( |$)").watches(SHOP)).isTrue();
        assertThat(watching("-Dflyball.parent=1( |$)").watches(SHOP)).isFalse();
        assertThat(watching("-Dflyball.parent=12( |$)").watches(List.of("java", "Other")))
                .isFalse();
    }

    private static SenseSettings watching(String expression) {
        return new SenseSettings("host", SECOND, SECOND, SECOND, List.of(), Map.of(), expression);
    }
}
