package io.flyball.agent.sense;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ReadingsTest {
    @Test
    void valuesHaveSixDecimalDigitsAndAreFinite() {
        var readings = new Readings();
        readings.put("a", 0.0123456789);
        readings.put("b", 123_456_789);
        readings.put("c", Double.NaN);
        readings.put("d", 0);
        readings.putShare("e", OptionalDouble.of(1.02));
        assertThat(readings.sample(Instant.EPOCH).values())
                .containsEntry("a", 0.0123457)
                .containsEntry("b", 123_457_000.0)
                .containsEntry("d", 0.0)
                .containsEntry("e", 1.0)
                .doesNotContainKey("c");
    }

    @Test
    void theFirstReadingHasNoRate() {
        assertThat(new Counter().increase(5)).isEmpty();
        assertThat(new Counter().perSecond(5)).isEmpty();
    }

    @Test
    void anIncreaseIsTakenOverTheTimeBetweenTheTwoReadings() {
        var counter = new Counter();
        counter.increase(100, 1_000_000_000L);
        assertThat(counter.increase(130, 3_500_000_000L)).hasValue(30);
        assertThat(counter.seconds()).isEqualTo(2.5);
    }

    @Test
    void aCounterThatWentBackWasReset() {
        var counter = new Counter();
        counter.increase(100);
        assertThat(counter.increase(130)).hasValue(30);
        assertThat(counter.increase(7)).hasValue(7);
    }
}
