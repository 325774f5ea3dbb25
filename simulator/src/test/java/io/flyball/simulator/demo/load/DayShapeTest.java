package io.flyball.simulator.demo.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DayShapeTest {
    private final DayShape day = new DayShape(
            Duration.ofSeconds(100),
            List.of(
                    new DayShape.Point(0, 10, "night"),
                    new DayShape.Point(0.5, 10, "ramp"),
                    new DayShape.Point(1, 110, "ramp")));

    @Test
    void goesStraightFromPointToPoint() {
        assertThat(day.rate(0)).isEqualTo(10);
        assertThat(day.rate(50)).isEqualTo(10);
        assertThat(day.rate(75)).isCloseTo(60, within(1e-9));
        assertThat(day.phase(49.9)).isEqualTo("night");
        assertThat(day.phase(50)).isEqualTo("ramp");
    }

    @Test
    void repeatsTheNextDay() {
        assertThat(day.rate(175)).isCloseTo(day.rate(75), within(1e-9));
        assertThat(day.phase(120)).isEqualTo("night");
    }

    @Test
    void theDemosDayAsksForMoreThanThreeTimesWhatItsShopCanDoAtFirst() {
        DayShape demo = DayShape.demo(Duration.ofMinutes(4));
        double firstCapacity = 2 * 4 / 0.020;
        assertThat(demo.rate(120)).isGreaterThanOrEqualTo(3 * firstCapacity);
        assertThat(demo.rate(5)).isLessThan(firstCapacity);
        assertThat(demo.rate(190)).isLessThan(60);
        assertThat(demo.phase(120)).isEqualTo("peak");
    }

    @Test
    void scalesWithTheLengthOfTheDay() {
        assertThat(DayShape.demo(Duration.ofMinutes(8)).rate(240))
                .isCloseTo(DayShape.demo(Duration.ofMinutes(4)).rate(120), within(1e-9));
    }

    @Test
    void refusesPointsThatAreNoDay() {
        assertThatThrownBy(() -> new DayShape(Duration.ofSeconds(1), List.of(new DayShape.Point(0, 1, "night"))))
                .hasMessageContaining("must begin at 0 and end at 1");
        assertThatThrownBy(() -> new DayShape(
                        Duration.ofSeconds(1),
                        List.of(new DayShape.Point(0, 1, "night"), new DayShape.Point(1, 0, "night"))))
                .hasMessageContaining("must have a rate above 0");
    }

    @Test
    void arrivalsFollowTheRateWhateverHappensToThem() {
        Arrivals arrivals = new Arrivals(seconds -> seconds < 1 ? 100 : 400);
        int firstSecond = 0;
        int secondSecond = 0;
        while (arrivals.peekNanos() < 1_999_999_000L) {
            long at = arrivals.takeNanos();
            if (at < 999_999_000L) {
                firstSecond++;
            } else {
                secondSecond++;
            }
        }
        assertThat(firstSecond).isEqualTo(100);
        assertThat(secondSecond).isEqualTo(400);
    }

    @Test
    void aSteadyDayHasOneRate() {
        DayShape steady = DayShape.steady(Duration.ofSeconds(30), 300);

        assertThat(steady.rate(0)).isEqualTo(300);
        assertThat(steady.rate(47.3)).isEqualTo(300);
    }

    /** 30,000 exponential gaps: their mean deviates by 0.6 %, and 63 % are shorter than it. */
    @Test
    void arrivalsByChanceAreAPoissonProcessAndRepeatable() {
        Arrivals arrivals = Arrivals.poisson(seconds -> 300, 5);
        Arrivals again = Arrivals.poisson(seconds -> 300, 5);
        long last = 0;
        int shorter = 0;
        for (int i = 0; i < 30_000; i++) {
            long next = arrivals.takeNanos();
            assertThat(again.takeNanos()).isEqualTo(next);
            shorter += next - last < 1e9 / 300 ? 1 : 0;
            last = next;
        }

        assertThat(last / 1e9).isCloseTo(100, within(2.0));
        assertThat(shorter / 30_000.0).isCloseTo(0.632, within(0.02));
    }
}
