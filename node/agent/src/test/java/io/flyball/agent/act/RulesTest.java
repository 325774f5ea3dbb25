package io.flyball.agent.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.Setting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RulesTest {
    private static final Setting MIN_10 = new Setting(Knobs.MIN_HEAP_FREE_RATIO, 10);
    private static final Setting MAX_20 = new Setting(Knobs.MAX_HEAP_FREE_RATIO, 20);
    private static final Setting MIN_40 = new Setting(Knobs.MIN_HEAP_FREE_RATIO, 40);
    private static final Setting MAX_70 = new Setting(Knobs.MAX_HEAP_FREE_RATIO, 70);

    @Test
    void goingDownTheMinimumIsWrittenFirst() {
        assertThat(WriteOrder.of(List.of(MAX_20, MIN_10), knob -> knob.equals(MAX_20.knob()) ? 70 : 40))
                .containsExactly(MIN_10, MAX_20);
    }

    @Test
    void goingUpTheMaximumIsWrittenFirst() {
        assertThat(WriteOrder.of(List.of(MIN_40, MAX_70), knob -> knob.equals(MAX_20.knob()) ? 20 : 10))
                .containsExactly(MAX_70, MIN_40);
    }

    @Test
    void aPeriodShorterThanASecondIsRefused() {
        var period = new Capability(Knobs.G1_PERIODIC_GC_INTERVAL, 0, 0, 3_600_000, "ms", true, "");
        Map<String, Capability> offered = Map.of(period.knob(), period);
        assertThat(Rules.check(List.of(new Setting(period.knob(), 5)), offered)
                        .orElseThrow()
                        .detail())
                .isEqualTo("jvm.G1PeriodicGCInterval=5: must be 0 (off) or at least 1000");
        assertThat(Rules.check(List.of(new Setting(period.knob(), 0)), offered)).isEmpty();
        assertThat(Rules.check(List.of(new Setting(period.knob(), 1_000)), offered))
                .isEmpty();
    }

    @Test
    void emptyAndRepeatedSettingsAreRefused() {
        assertThat(Rules.check(List.of(), Map.of()).orElseThrow().detail()).isEqualTo("settings = 0: must be 1 to 32");
        var threads = new Capability("t", 4, 2, 64, "threads", true, "");
        List<Setting> twice = List.of(new Setting("t", 5), new Setting("t", 6));
        assertThat(Rules.check(twice, Map.of("t", threads)).orElseThrow().detail())
                .isEqualTo("t: must be set once in a command");
    }

    @Test
    void anEnvelopeIsOnlyEverNarrowed() {
        Envelope builtIn = new Envelope(2, 500);
        assertThat(builtIn.narrowedTo(new Envelope(1, 40))).isEqualTo(new Envelope(2, 40));
        assertThat(builtIn.narrowedTo(new Envelope(600, 900))).isEqualTo(new Envelope(500, 500));
    }
}
