package io.flyball.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkSocketTest {
    /** RFC 6455: two bytes, 0, 2 or 8 of length, four of mask. */
    @ParameterizedTest
    @CsvSource({"0,6", "125,131", "126,134", "65535,65543", "65536,65550"})
    void countsTheFrameAroundAPayload(int payload, int wire) {
        assertThat(LinkSocket.wireSize(payload)).isEqualTo(wire);
    }
}
