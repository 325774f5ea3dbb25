package io.flyball.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.LongToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiceTest {
    private static final int MANY = 100_000;

    /** Worked out with integers of another language; a change would change every recorded result. */
    @Test
    void theSameSeedAndNameGiveTheSameBitsOnEveryMachine() {
        assertThat(Dice.of(1, "a").bits(0)).isEqualTo(7750468667787817231L);
    }

    @Test
    void seedsNamesAndIndexesAreIndependent() {
        assertThat(correlation(Dice.of(1, "a"), Dice.of(2, "a"))).isCloseTo(0, within(0.01));
        assertThat(correlation(Dice.of(1, "a"), Dice.of(1, "b"))).isCloseTo(0, within(0.01));
        assertThat(correlation(Dice.of(1, "a"), Dice.of(1, "a").of(7))).isCloseTo(0, within(0.01));
    }

    @Test
    void momentsAreThoseOfTheirDistributions() {
        Dice dice = Dice.of(3, "moments");
        assertThat(mean(dice::share)).isCloseTo(0.5, within(0.005));
        assertThat(mean(dice::exponential)).isCloseTo(1, within(0.02));
        assertThat(mean(dice::normal)).isCloseTo(0, within(0.02));
        assertThat(mean(i -> dice.normal(i) * dice.normal(i))).isCloseTo(1, within(0.02));
        assertThat(mean(i -> dice.normal(i) * dice.normal(i + 1))).isCloseTo(0, within(0.02));
        assertThat(IntStream.range(-MANY, MANY).mapToDouble(dice::share)).allMatch(share -> share >= 0 && share < 1);
    }

    private static double mean(LongToDoubleFunction value) {
        return IntStream.range(0, MANY).mapToDouble(value::applyAsDouble).sum() / MANY;
    }

    private static double correlation(Dice a, Dice b) {
        return 12 * mean(i -> (a.share(i) - 0.5) * (b.share(i) - 0.5));
    }
}
