package io.flyball.agent.act;

import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.EffectReading;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.Token;
import java.util.List;

/**
 * An accepted command.
 *
 * @param settings in the order in which they are written
 * @param restore values to write back should it fail, in the order in which they are written
 * @param leaseMillis 0: in force at once
 */
record Order(Token token, long revision, List<Setting> settings, List<Setting> restore, long leaseMillis) {
    Order {
        settings = List.copyOf(settings);
        restore = List.copyOf(restore);
    }

    Executed ended(CommandOutcome outcome, String detail, List<EffectReading> effects) {
        return new Executed(token, revision, outcome, detail, effects);
    }

    Executed failed(String detail) {
        return ended(CommandOutcome.FAILED, detail, List.of());
    }

    Trial trialUntil(long endsAt) {
        return new Trial(token, revision, settings, restore, endsAt);
    }
}
