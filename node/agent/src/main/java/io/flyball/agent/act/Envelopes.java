package io.flyball.agent.act;

import java.util.Map;

/** The local bounds of every knob: the built-in ones, narrowed by this agent's configuration. */
public record Envelopes(Map<String, Envelope> configured) {
    public Envelopes {
        configured = Map.copyOf(configured);
    }

    /** Configured for {@code knob}, else for its name before {@code @}; configuration never widens. */
    Envelope of(String knob, Envelope builtIn) {
        Envelope exact = configured.get(knob);
        int at = knob.indexOf('@');
        Envelope own = exact == null && at > 0 ? configured.get(knob.substring(0, at)) : exact;
        return own == null ? builtIn : builtIn.narrowedTo(own);
    }
}
