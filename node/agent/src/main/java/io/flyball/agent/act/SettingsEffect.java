package io.flyball.agent.act;

import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.EffectReading;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.Step;
import io.flyball.protocol.model.Token;
import java.util.List;

/** What {@link NodeSettings} asks of its shell. Effects are carried out in order. */
sealed interface SettingsEffect {
    /**
     * Make {@code content} durable. When that fails the effects after it are dropped and {@code otherwise} takes the
     * place of the step.
     */
    record Persist(NodeSettings content, Step<NodeSettings, SettingsEffect> otherwise) implements SettingsEffect {}

    /** Write new values, verify them, then call {@link NodeSettings#written}. */
    record Write(List<Setting> settings) implements SettingsEffect {}

    /** Write old values, then call {@link NodeSettings#restored}. */
    record WriteBack(List<Setting> settings) implements SettingsEffect {}

    /** Tell the planner. */
    record Answer(Token token, long revision, CommandOutcome outcome, String detail, List<EffectReading> effects)
            implements SettingsEffect {}
}
