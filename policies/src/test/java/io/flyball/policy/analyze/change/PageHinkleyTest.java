package io.flyball.policy.analyze.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.flyball.policy.analyze.change.PageHinkley.Alarm;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PageHinkleyTest {
    /** An alarm and the index of the value that raised it. */
    private record At(int index, Alarm alarm) {}

    @Test
    void aRiseOfThreeDeviationsIsSeenWithinSixValues() {
        double[] values = Noise.autoregressive(1, 220, 0);
        for (int i = 200; i < values.length; i++) {
            values[i] += 3;
        }
        List<At> alarms = alarms(values);
        assertThat(alarms).hasSize(1);
        assertThat(alarms.get(0).index()).isBetween(202, 206);
        Alarm alarm = alarms.get(0).alarm();
        assertThat(alarm.rising()).isTrue();
        assertThat(alarm.before()).isCloseTo(0, offset(0.2));
        assertThat(alarm.after()).isBetween(1.0, 4.0);
        assertThat(alarm.reason()).startsWith("risen for ");
    }

    @Test
    void aFallIsSeenToo() {
        double[] values = Noise.autoregressive(2, 300, 0);
        for (int i = 200; i < values.length; i++) {
            values[i] -= 2;
        }
        assertThat(alarms(values)).hasSize(1).allMatch(at -> !at.alarm().rising() && at.index() < 220);
    }

    @Test
    void oneOutlierDoesNotAlarm() {
        double[] values = Noise.autoregressive(3, 300, 0);
        values[200] = 1e9;
        assertThat(alarms(values)).isEmpty();
    }

    @Test
    void aConstantThatMovesIsSeen() {
        double[] values = new double[100];
        for (int i = 80; i < values.length; i++) {
            values[i] = 1;
        }
        assertThat(alarms(values)).hasSize(1).allMatch(at -> at.index() < 85);
    }

    /** Per 1,000 values without any change, however much one says about the next. */
    @ParameterizedTest(name = "autocorrelation {0}: at most {1} false alarms in 1,000 values")
    @CsvSource({"0, 0.05", "0.5, 0.05", "0.9, 0.05"})
    void noiseSeldomAlarms(double rho, double most) {
        int alarms = 0;
        for (long seed = 0; seed < 100; seed++) {
            alarms += alarms(Noise.autoregressive(seed, 2000, rho)).size();
        }
        System.out.printf(Locale.ROOT, "rho %.1f: %.3f false alarms in 1,000 values%n", rho, alarms / 200.0);
        assertThat(alarms / 200.0).isLessThanOrEqualTo(most);
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new PageHinkley.Settings(5, 100, 0.5, 10))
                .hasMessage("warmUp = 5: must be at least 10");
        assertThatThrownBy(() -> new PageHinkley.Settings(60, 30, 0.5, 10))
                .hasMessage("memory = 30: must be at least warmUp");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.policy.Seeds#all")
    void badNumbersNeverThrow(long seed) {
        double[] values = Noise.bad(seed);
        alarms(values).forEach(at -> assertThat(at.alarm().reason()).isNotBlank());
    }

    private static List<At> alarms(double[] values) {
        List<At> alarms = new ArrayList<>();
        PageHinkley state = PageHinkley.start(PageHinkley.Settings.DEFAULTS);
        for (int i = 0; i < values.length; i++) {
            PageHinkley.Seen seen = state.observe(values[i]);
            int index = i;
            seen.alarm().ifPresent(alarm -> alarms.add(new At(index, alarm)));
            state = seen.next();
        }
        return alarms;
    }
}
