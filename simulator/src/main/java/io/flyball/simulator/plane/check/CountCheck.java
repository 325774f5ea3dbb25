package io.flyball.simulator.plane.check;

import io.flyball.protocol.message.LinkMessage.SetInstances;
import io.flyball.protocol.model.Token;
import io.flyball.simulator.plane.world.Violation;

/** The wanted count of one service at one agent, over all lives of the agent. */
public final class CountCheck {
    private final String where;
    private final int limit;
    private Token durable = Token.NONE;
    private Token obeyed = Token.NONE;
    private long revision;

    CountCheck(String where, int limit) {
        this.where = where;
        this.limit = limit;
    }

    /** The highest token, as the agent believes it to be durable now. */
    public void saved(Token seen) {
        if (seen.isOlderThan(durable)) {
            throw new Violation("token", "%s had accepted %s and goes back to %s".formatted(where, durable, seen));
        }
        durable = seen;
    }

    /** A command, as the planner sent it, has become the wanted count. */
    public void obeyed(SetInstances wire) {
        if (wire.token().isOlderThan(obeyed)) {
            throw new Violation("token", "%s obeys %s after %s".formatted(where, wire.token(), obeyed));
        }
        if (wire.token().equals(obeyed) && wire.revision() <= revision) {
            throw new Violation(
                    "once", "%s executes %s #%d after #%d".formatted(where, wire.token(), wire.revision(), revision));
        }
        obeyed = wire.token();
        revision = wire.revision();
    }

    public void counts(int wanted, int running) {
        if (wanted < 0 || wanted > limit) {
            throw new Violation("bounds", "%s wants %d instances of at most %d".formatted(where, wanted, limit));
        }
        if (running > limit) {
            throw new Violation("bounds", "%s runs %d instances of at most %d".formatted(where, running, limit));
        }
    }
}
