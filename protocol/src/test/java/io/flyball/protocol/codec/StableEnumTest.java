package io.flyball.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.protocol.message.LinkMessage.Settle.Ending;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.InstanceState;
import org.junit.jupiter.api.Test;

class StableEnumTest {
    @Test
    void numbersNeverChange() {
        assertThat(StableEnum.OUTCOMES.number(CommandOutcome.APPLIED)).isZero();
        assertThat(StableEnum.OUTCOMES.number(CommandOutcome.REVERTED)).isEqualTo(8);
        assertThat(StableEnum.ENDINGS.number(Ending.REVERT)).isEqualTo(2);
        assertThat(StableEnum.INSTANCE_STATES.number(InstanceState.FAILED)).isEqualTo(4);
        assertThat(StableEnum.INSTANCE_STATES.constant(5)).isEmpty();
    }
}
