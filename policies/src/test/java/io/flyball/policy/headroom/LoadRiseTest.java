package io.flyball.policy.headroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

class LoadRiseTest {
    private static final Instant MONDAY = Instant.parse("2024-01-01T00:00:00Z");
    private static final int STEP = 15;
    private static final int DAY = 86_400;
    private static final RiseSettings TWO_MINUTES =
            RiseSettings.of(Duration.ofSeconds(150), 0.998, Duration.ofSeconds(STEP));

    @Test
    void aCalmLoadGetsHardlyAnyRoom() {
        LoadRise rise = after(DAY, second -> 10);
        assertThat(rise.upper().value()).isBetween(10.0, 10.5);
        assertThat(rise.upper().load()).isEqualTo(10);
    }

    @Test
    void aNoisyLoadGetsRoomForItsNoise() {
        LoadRise rise = after(DAY, LoadRiseTest::noisy);
        assertThat(rise.upper().value()).isBetween(14.8, 17.0); // it reaches up to 15
    }

    @Test
    void aJumpThatComesEachDayIsExpectedBeforeItComes() {
        LongToDoubleFunction everyDayAtNine = second -> second % DAY >= 9 * 3600 && second % DAY < 17 * 3600 ? 40 : 10;
        LoadRise before = after(6 * DAY + 9 * 3600 - 100, everyDayAtNine);
        LoadRise wellBefore = after(6 * DAY + 8 * 3600, everyDayAtNine);
        assertThat(before.upper().value()).isGreaterThan(38);
        assertThat(wellBefore.upper().value()).isLessThan(15);
        assertThat(before.upper().reason()).contains("this time");
    }

    @Test
    void promisesAreKeptInTheShareThatWasAskedFor() {
        LoadRise rise = LoadRise.start(TWO_MINUTES);
        double[] promised = new double[3 * DAY / STEP];
        int broken = 0;
        int judged = 0;
        for (int i = 0; i < promised.length; i++) {
            rise = rise.observe(MONDAY.plusSeconds((long) i * STEP), noisy((long) i * STEP));
            promised[i] = rise.upper().value();
            int then = i - 10;
            if (then >= DAY / STEP && Double.isFinite(promised[then])) {
                double highest = 0;
                for (int k = then; k <= i; k++) {
                    highest = Math.max(highest, noisy((long) k * STEP));
                }
                judged++;
                broken += highest > promised[then] ? 1 : 0;
            }
        }
        assertThat(judged).isGreaterThan(10_000);
        assertThat(broken / (double) judged).isLessThan(0.006);
    }

    @Test
    void nothingIsSaidBeforeItWasSeenForSomeHours() {
        LoadRise rise = after(3600, second -> 10);
        assertThat(rise.upper().isKnown()).isFalse();
        assertThat(rise.upper().reason()).contains("not enough history");
        assertThat(LoadRise.start(TWO_MINUTES).upper().isKnown()).isFalse();
    }

    @Test
    void aLoadThatIsNotMeasuredNowIsNotKnownAndTeachesNothing() {
        LoadRise known = after(DAY, second -> 10);
        LoadRise blind = known;
        for (int i = 1; i < 40; i++) {
            blind = blind.observe(MONDAY.plusSeconds(DAY + (long) i * STEP), Double.NaN);
        }
        assertThat(blind.upper().isKnown()).isFalse();
        LoadRise back = blind.observe(MONDAY.plusSeconds(DAY + 40L * STEP), 10);
        assertThat(back.upper().value()).isCloseTo(known.upper().value(), within(0.2));
    }

    @Test
    void aClockThatGoesBackChangesNothing() {
        LoadRise known = after(DAY, second -> 10);
        assertThat(known.observe(MONDAY, 1000)).isSameAs(known);
    }

    @Test
    void whatTurnsUpInNumbersNeverBreaksIt() {
        double[] odd = {Double.NaN, Double.POSITIVE_INFINITY, -1, 0, 1e-300, 1e15, Double.MAX_VALUE, 5};
        for (int seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            LoadRise rise = LoadRise.start(TWO_MINUTES);
            long second = 0;
            for (int i = 0; i < 1500; i++) {
                second += random.nextInt(100) == 0 ? random.nextInt(2_000_000) : random.nextInt(40);
                double load = random.nextInt(20) == 0 ? odd[random.nextInt(odd.length)] : random.nextDouble() * 10;
                rise = rise.observe(MONDAY.plusSeconds(second), load);
                Upper upper = rise.upper();
                assertThat(upper.reason()).isNotBlank();
                assertThat(Double.isNaN(upper.value()) || upper.value() >= 0).isTrue();
            }
        }
    }

    @Test
    void anotherHorizonKeepsWhatTheLoadWas() {
        LoadRise rise = after(DAY, second -> 10);
        LoadRise other = rise.with(RiseSettings.of(Duration.ofSeconds(170), 0.99, Duration.ofSeconds(STEP)));
        assertThat(other.upper().isKnown()).isFalse();
        assertThat(rise.with(TWO_MINUTES)).isSameAs(rise);
    }

    private static LoadRise after(int seconds, LongToDoubleFunction load) {
        LoadRise rise = LoadRise.start(TWO_MINUTES);
        for (long second = 0; second < seconds; second += STEP) {
            rise = rise.observe(MONDAY.plusSeconds(second), load.applyAsDouble(second));
        }
        return rise;
    }

    /** Between 5 and 15, the same for the same second. */
    private static double noisy(long second) {
        return 5 + 10 * new SplittableRandom(second * 31).nextDouble();
    }
}
