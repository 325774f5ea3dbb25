package io.flyball.simulator.plane.check;

import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.message.LinkMessage.Command;
import io.flyball.protocol.message.LinkMessage.Settle;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.Token;
import io.flyball.simulator.plane.world.Timeline;
import io.flyball.simulator.plane.world.Violation;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One node, over all lives of its agent and of its JVM. */
public final class NodeCheck {
    /** A lease that is over may wait for the thread of its JVM. */
    static final long LEASE_SLACK = 8_000;

    private record Done(Token token, long revision) {}

    private final NodeId node;
    private final Timeline time;
    private final TrialBook trials;
    private final Set<Done> executed = new HashSet<>();
    private Token durable = Token.NONE;
    private Token obeyed = Token.NONE;
    private LinkMessage.ToAgent wire;

    NodeCheck(NodeId node, Timeline time, TrialBook trials) {
        this.node = node;
        this.time = time;
        this.trials = trials;
    }

    /** What came over the wire and is now handed to the settings of the node, as the planner sent it. */
    public void delivers(LinkMessage.ToAgent message) {
        wire = message;
    }

    /** The highest token, as the agent believes it to be durable now. */
    public void saved(Token seen) {
        if (seen.isOlderThan(durable)) {
            throw new Violation("token", "%s had accepted %s and goes back to %s".formatted(node, durable, seen));
        }
        durable = seen;
    }

    /** The command delivered last is about to be written into the JVM. */
    public void executes(boolean isTrial, List<Setting> settings) {
        Command command = (Command) wire;
        if (!executed.add(new Done(command.token(), command.revision()))) {
            throw new Violation(
                    "once", "%s executes %s #%d again".formatted(node, command.token(), command.revision()));
        }
        if (command.token().isOlderThan(obeyed) || command.token().isOlderThan(durable)) {
            Token highest = obeyed.isOlderThan(durable) ? durable : obeyed;
            throw new Violation(
                    "token", "%s obeys %s although it has seen %s".formatted(node, command.token(), highest));
        }
        obeyed = command.token();
        if (isTrial) {
            trials.begins(node, command.token(), time.now() + command.leaseMillis());
        }
    }

    /** The settings of the node have taken what was delivered. */
    public void took(InForce after) {
        if (wire instanceof Settle settle
                && settle.ending() == Settle.Ending.RENEW
                && !settle.token().isOlderThan(after.token())
                && trials.has(node)) {
            trials.renewed(node, time.now() + settle.leaseMillis());
        }
        looked(after);
    }

    /** Nothing was delivered, but time went on. */
    public void looked(InForce now) {
        if (now.trial().isEmpty()) {
            trials.ends(node);
        }
    }

    /** The agent runs and looks at leases: one that is over must be ended. */
    public void leaseHolds(InForce now) {
        if (!now.trial().isEmpty() && time.now() > trials.leaseEnd(node) + LEASE_SLACK) {
            throw new Violation(
                    "lease",
                    "%s is still on trial %d ms after its lease".formatted(node, time.now() - trials.leaseEnd(node)));
        }
    }

    /** Nothing is under way: the JVM has exactly what is in force, and its own first values elsewhere. */
    public void isSettled(InForce now, Map<String, Long> knobs, Map<String, Long> first) {
        Map<String, Long> expected = new TreeMap<>(first);
        now.settings().forEach(setting -> expected.put(setting.knob(), setting.value()));
        if (!expected.equals(knobs)) {
            throw new Violation("settings", "%s has %s, in force is %s".formatted(node, knobs, expected));
        }
    }

    /** A value reached the JVM. */
    public void wrote(String knob, long value, long min, long max, long first) {
        if ((value < min || value > max) && value != first) {
            throw new Violation("envelope", "%s: %s = %d is outside [%d, %d]".formatted(node, knob, value, min, max));
        }
    }

    /** The JVM is gone, and its trial with it. */
    public void exited() {
        trials.ends(node);
    }
}
