package io.flyball.policy.document.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
    @Test
    void readsUnitsAsPeopleWriteThem() {
        assertThat(Quantity.duration("250ms")).contains(Duration.ofMillis(250));
        assertThat(Quantity.duration("1.5s")).contains(Duration.ofMillis(1500));
        assertThat(Quantity.duration("14d")).contains(Duration.ofDays(14));
        assertThat(Quantity.ratio("60%")).hasValue(0.6);
        assertThat(Quantity.ratio(0.6)).hasValue(0.6);
        assertThat(Quantity.bytes("128MiB")).hasValue(134_217_728);
        assertThat(Quantity.bytes("20MB")).hasValue(20e6);
        assertThat(Quantity.any("250ms")).hasValue(0.25);
        assertThat(Quantity.any("1%")).hasValue(0.01);
        assertThat(Quantity.any("2GiB")).hasValue(2_147_483_648.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "5 weeks", "1e3s", "0x5s", "5ss", "999999999999999999999d", "0.0001ms"})
    void refusesWhatIsNoDuration(String text) {
        assertThat(Quantity.duration(text)).isEmpty();
    }

    @Test
    void refusesWhatIsNotFinite() {
        assertThat(Quantity.plain(Double.NaN)).isEmpty();
        assertThat(Quantity.any(Double.POSITIVE_INFINITY)).isEmpty();
        assertThat(Quantity.plain("NaN")).isEmpty();
    }
}
