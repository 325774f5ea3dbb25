package io.flyball.agent.act;

import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.EffectReading;
import io.flyball.protocol.model.Token;
import java.util.List;

/** A command that was executed, or a trial that ended, and the answer to it: a second arrival gets the same one. */
record Executed(Token token, long revision, CommandOutcome outcome, String detail, List<EffectReading> effects) {
    static final Executed NOTHING = new Executed(Token.NONE, 0, CommandOutcome.APPLIED, "", List.of());

    Executed {
        effects = List.copyOf(effects);
    }

    /** Same planner, and not newer. */
    boolean covers(Token otherToken, long otherRevision) {
        return otherToken.equals(token) && otherRevision <= revision;
    }

    boolean is(Token otherToken, long otherRevision) {
        return otherToken.equals(token) && otherRevision == revision;
    }

    SettingsEffect.Answer answer() {
        return answer(outcome);
    }

    SettingsEffect.Answer answer(CommandOutcome as) {
        return new SettingsEffect.Answer(token, revision, as, detail, effects);
    }
}
