package io.flyball.policy.analyze.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AttentionTest {
    private final Attention attention = new Attention(new AnomalySettings(1000, 150, 0.99, 150, 0.2, 1000));

    @Test
    void anAlarmRaisesTheBarWhichFades() {
        assertThat(attention.of(2.5).alarm()).isTrue();
        for (int i = 0; i < 999; i++) {
            attention.of(0);
        }
        // 0.2 * e^-1
        assertThat(attention.of(0).bar()).isCloseTo(0.0736, within(1e-4));
    }

    @Test
    void silenceFollowsAnAlarmForTwentySamplesAtFirst() {
        attention.of(2.5);
        for (int i = 0; i < 20; i++) {
            assertThat(attention.of(2.9).alarm()).isFalse();
        }
        assertThat(attention.of(2.9).alarm()).isTrue();
    }

    @Test
    void whatIsMuchRarerBreaksTheSilence() {
        attention.of(2.5);
        assertThat(attention.of(3.9).alarm()).isFalse();
        assertThat(attention.of(4.1).alarm()).isTrue();
    }

    @Test
    void aSeriesThatAlarmsAllTheTimeIsHeardLessAndLess() {
        Attention untiring = new Attention(new AnomalySettings(1000, 150, 0.99, 150, 0, 1000));

        int alarms = alarms(attention);

        assertThat(alarms).isPositive().isLessThan(alarms(untiring) / 2);
        assertThat(attention.of(6).alarm()).isTrue();
    }

    private static int alarms(Attention attention) {
        int alarms = 0;
        for (int i = 0; i < 3000; i++) {
            alarms += attention.of(3).alarm() ? 1 : 0;
        }
        return alarms;
    }
}
