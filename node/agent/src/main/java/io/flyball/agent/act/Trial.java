package io.flyball.agent.act;

import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.Token;
import java.util.List;

/**
 * Values that are not validated yet.
 *
 * @param settings what the command wrote
 * @param restore values before, of every knob that has one to go back to
 * @param endsAt milliseconds of the agent's monotonic clock; the trial reverts by itself then
 */
record Trial(Token token, long revision, List<Setting> settings, List<Setting> restore, long endsAt) {
    Trial {
        settings = List.copyOf(settings);
        restore = List.copyOf(restore);
    }

    Trial endingAt(long newEnd) {
        return new Trial(token, revision, settings, restore, newEnd);
    }

    boolean touches(List<Setting> others) {
        return others.stream()
                .anyMatch(other -> settings.stream().anyMatch(own -> own.knob().equals(other.knob())));
    }

    Executed confirmed() {
        return new Executed(token, revision, CommandOutcome.CONFIRMED, "in force", List.of());
    }

    Executed reverted(String detail) {
        return new Executed(token, revision, CommandOutcome.REVERTED, detail, List.of());
    }
}
