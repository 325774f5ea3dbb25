package io.flyball.simulator.traffic.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flyball.simulator.traffic.Load;
import io.flyball.simulator.traffic.Measured;
import io.flyball.simulator.traffic.shape.Steps.Stair;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each shape against its formula, by hand. */
class ShapesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private static double at(Load load, Duration time) {
        return load.at(time.toMillis());
    }

    @Test
    void aDayRisesFromBaseToPeakAndBack() {
        Load day = new Diurnal(100, 900, Duration.ofHours(14), List.of());
        assertThat(at(day, Duration.ofHours(14))).isCloseTo(900, within(1e-6));
        assertThat(at(day, Duration.ofHours(2))).isCloseTo(100, within(1e-6));
        assertThat(at(day, Duration.ofHours(8))).isCloseTo(500, within(1e-6));
        assertThat(at(day, Duration.ofHours(20))).isCloseTo(500, within(1e-6));
        assertThat(at(day, Duration.ofHours(14).plusDays(40))).isEqualTo(at(day, Duration.ofHours(14)));
        assertThat(Measured.of(day, DAY).mean()).isCloseTo(500, within(0.1));
    }

    @Test
    void harmonicsSharpenTheDayWithoutMovingItsEnds() {
        Load day = new Diurnal(100, 900, Duration.ofHours(14), List.of(0.5, 0.2));
        Measured measured = Measured.of(day, DAY);
        assertThat(at(day, Duration.ofHours(14))).isCloseTo(900, within(1e-6));
        assertThat(measured.peak()).isCloseTo(900, within(1e-6));
        assertThat(measured.quantile(0)).isCloseTo(100, within(0.01));
        assertThat(measured.mean()).isLessThan(420);
    }

    @Test
    void aWeekendFadesInAndOutAroundMidnight() {
        Load week = new Weekly(new Constant(100), 0.4);
        assertThat(at(week, Duration.ofDays(4))).isEqualTo(100);
        assertThat(at(week, DAY.multipliedBy(5).minusHours(1))).isEqualTo(100);
        assertThat(at(week, DAY.multipliedBy(5))).isCloseTo(70, within(1e-9));
        assertThat(at(week, DAY.multipliedBy(5).plusHours(1))).isCloseTo(40, within(1e-9));
        assertThat(at(week, DAY.multipliedBy(6))).isCloseTo(40, within(1e-9));
        assertThat(at(week, DAY.multipliedBy(7))).isCloseTo(70, within(1e-9));
        assertThat(at(week, DAY.multipliedBy(7).plusHours(1))).isCloseTo(100, within(1e-9));
        assertThat(week.at(DAY.toMillis() * 7 - 1)).isCloseTo(week.at(DAY.toMillis() * 7), within(0.01));
    }

    @Test
    void eachWindowHasOneSpikeOfTheStatedArea() {
        Load spiky = new Spiky(10, 100, MINUTE, HOUR, 1);
        for (int window = 0; window < 50; window++) {
            double area = 0;
            double top = 0;
            for (int second = 0; second < 3_600; second++) {
                double value = spiky.at((window * 3_600L + second) * 1_000) - 10;
                area += value;
                top = Math.max(top, value);
            }
            assertThat(top).isBetween(49.5, 100.0);
            assertThat(area / 60).isBetween(25.0 - 0.5, 50.0 + 0.5);
            assertThat(area / 60).isCloseTo(top / 2, within(0.5));
        }
    }

    @Test
    void burstsHaveTwoLevelsAndTheLongRunMean() {
        Load bursty = new Bursty(10, 100, MINUTE.multipliedBy(4), MINUTE, 3);
        double sum = 0;
        int changes = 0;
        double before = bursty.at(0);
        int seconds = 40 * 86_400;
        for (int i = 0; i < seconds; i++) {
            double value = bursty.at(i * 1_000L);
            assertThat(value == 10 || value == 100).isTrue();
            changes += value == before ? 0 : 1;
            before = value;
            sum += value;
        }
        assertThat(sum / seconds).isCloseTo((10 * 4 + 100) / 5.0, within(1.0));
        assertThat(changes).isBetween(21_500, 24_000); // 2 in 5 min; those shorter than a second are not seen
    }

    @Test
    void aRampIsStraightAndStays() {
        Load ramp = new Ramp(100, 300, MINUTE, MINUTE.multipliedBy(2));
        assertThat(at(ramp, Duration.ZERO)).isEqualTo(100);
        assertThat(at(ramp, MINUTE)).isEqualTo(100);
        assertThat(at(ramp, MINUTE.multipliedBy(2))).isEqualTo(200);
        assertThat(at(ramp, MINUTE.multipliedBy(3))).isEqualTo(300);
        assertThat(at(ramp, DAY)).isEqualTo(300);
        assertThat(at(new Ramp(1, 2, MINUTE, Duration.ZERO), MINUTE)).isEqualTo(2);
    }

    @Test
    void stairsHoldUntilTheNext() {
        Load steps = new Steps(List.of(new Stair(MINUTE, 5), new Stair(HOUR, 7)));
        assertThat(at(steps, Duration.ZERO)).isZero();
        assertThat(at(steps, MINUTE)).isEqualTo(5);
        assertThat(at(steps, HOUR.minusMillis(1))).isEqualTo(5);
        assertThat(at(steps, HOUR)).isEqualTo(7);
        Load rising = Steps.rising(100, 50, MINUTE, 3);
        assertThat(at(rising, Duration.ZERO)).isEqualTo(100);
        assertThat(at(rising, MINUTE)).isEqualTo(150);
        assertThat(at(rising, DAY)).isEqualTo(200);
    }

    @Test
    void aCrowdComesStaysAndHalves() {
        Load crowd = new FlashCrowd(
                100, 1100, HOUR, MINUTE.multipliedBy(2), MINUTE.multipliedBy(10), MINUTE.multipliedBy(5));
        assertThat(at(crowd, HOUR)).isEqualTo(100);
        assertThat(at(crowd, HOUR.plusMinutes(1))).isEqualTo(600);
        assertThat(at(crowd, HOUR.plusMinutes(2))).isEqualTo(1100);
        assertThat(at(crowd, HOUR.plusMinutes(12))).isEqualTo(1100);
        assertThat(at(crowd, HOUR.plusMinutes(17))).isCloseTo(600, within(1e-9));
        assertThat(at(crowd, HOUR.plusMinutes(22))).isCloseTo(350, within(1e-9));
    }

    @Test
    void retriesPileUpWhileTheServiceIsDownAndThenCalm() {
        Load storm = new RetryStorm(new Constant(100), HOUR, MINUTE.multipliedBy(2), 4, MINUTE, MINUTE.multipliedBy(5));
        assertThat(at(storm, HOUR)).isEqualTo(100);
        assertThat(at(storm, HOUR.plusMinutes(1))).isCloseTo(300, within(1e-9));
        assertThat(at(storm, HOUR.plusMinutes(2))).isCloseTo(400, within(1e-9));
        assertThat(at(storm, HOUR.plusMinutes(7))).isCloseTo(250, within(1e-9));
        assertThat(at(storm, HOUR.plusHours(5))).isCloseTo(100, within(1e-6));
    }

    @Test
    void noiseHasTheStatedMeanDeviationAndMemory() {
        Load noise = new Noise(new Constant(1), 0.2, MINUTE, 5);
        int many = 100_000;
        double sum = 0;
        double squares = 0;
        double lagged = 0;
        for (int i = 0; i < many; i++) {
            double value = noise.at(i * 15_000L);
            sum += value;
            squares += (value - 1) * (value - 1);
            lagged += (value - 1) * (noise.at(i * 15_000L + 60_000) - 1);
        }
        assertThat(sum / many).isCloseTo(1, within(0.005));
        assertThat(Math.sqrt(squares / many)).isCloseTo(0.2, within(0.005));
        assertThat(lagged / squares).isCloseTo(Math.exp(-1), within(0.03));
    }
}
