package io.flyball.planner.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AckLineTest {
    private final AckLine line = new AckLine(1);

    @Test
    void acknowledgesNothingAcrossAGap() {
        line.expect(4);
        line.expect(5);
        line.expect(6);
        assertThat(line.stored(4)).isEqualTo(OptionalLong.of(4));
        assertThat(line.stored(6)).isEmpty();
        assertThat(line.stored(5)).isEqualTo(OptionalLong.of(6));
    }

    @Test
    void takesNumbersThatTheAgentLeftOutForEvictedOnes() {
        line.expect(10);
        line.expect(17);
        assertThat(line.stored(10)).hasValue(10);
        assertThat(line.stored(17)).hasValue(17);
    }

    @Test
    void knowsARepetition() {
        assertThat(line.expect(4)).isTrue();
        assertThat(line.expect(4)).isFalse();
        assertThat(line.acknowledged()).isEmpty();
        line.stored(4);
        assertThat(line.expect(3)).isFalse();
        assertThat(line.acknowledged()).hasValue(4);
    }
}
