package io.flyball.agent.sense;

import io.flyball.agent.act.Actuation;
import io.flyball.agent.act.Envelopes;
import io.flyball.agent.act.KnobSet;
import io.flyball.agent.jvm.JvmConnection;
import io.flyball.agent.jvm.JvmFacts;
import io.flyball.agent.jvm.ProcessFacts;
import io.flyball.protocol.message.LinkMessage.Command;
import io.flyball.protocol.message.LinkMessage.CommandResult;
import io.flyball.protocol.message.LinkMessage.Settle;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The blocking half of a monitor: everything that talks to the JVM or to the disk. Used by the thread of that JVM only,
 * but for {@link #abandon}.
 */
final class WatchedJvm {
    private final ProcessFacts process;
    private final SenseSettings settings;
    private final Path states;
    private final Envelopes envelopes;
    private JvmConnection connection;
    private JvmFacts facts;
    private Poll poll;
    private volatile Actuation actuation;

    WatchedJvm(ProcessFacts process, SenseSettings settings, Path states) {
        this.process = process;
        this.settings = settings;
        this.states = states;
        this.envelopes = new Envelopes(settings.envelope());
    }

    /** What a monitor announces. */
    record Portrait(String jvm, List<Capability> capabilities, InForce inForce, boolean needsTicks) {
        Portrait {
            capabilities = List.copyOf(capabilities);
        }
    }

    /** Attaches. */
    NodeName connect() throws IOException {
        if (!process.survivesAttach()) {
            throw new IOException(
                    "the process does not handle SIGQUIT (still starting, or -Xrs): attach would kill it");
        }
        disconnect();
        connection = JvmConnection.open(process.pid());
        var clues = new NodeName.Clues(
                process.pid(), process.arguments(), process.environment(), connection::systemProperty);
        return NodeName.of(clues, settings);
    }

    /** Reads the state on disk, undoes what was left unfinished, finds metrics and knobs. */
    Portrait open(NodeName name, Consumer<CommandResult> answers) throws IOException {
        facts = JvmFacts.of(process.pid(), connection);
        poll = new Poll(connection, facts, name);
        if (actuation == null) {
            var target = new Actuation.Target(name.node(), name.service(), process.identity());
            actuation = Actuation.open(target, states, WatchedJvm::monotonicMillis, this::findKnobs, answers);
        }
        return portrait();
    }

    private KnobSet findKnobs() throws IOException {
        if (connection == null) {
            throw new IOException("not connected");
        }
        return KnobSet.find(connection, facts, envelopes, () -> poll == null ? OptionalLong.empty() : poll.live());
    }

    Sample read(Instant tick) throws IOException {
        return poll.read(tick);
    }

    /** Looks again for what came or went. */
    Portrait look() throws IOException {
        poll.look();
        return portrait();
    }

    private Portrait portrait() throws IOException {
        return new Portrait(facts.label(), findKnobs().capabilities(), actuation.inForce(), actuation.needsTicks());
    }

    Portrait command(Command command, long receivedAt) throws IOException {
        actuation.command(command, receivedAt);
        return look();
    }

    Portrait settle(Settle settle) throws IOException {
        actuation.settle(settle);
        return look();
    }

    /** @return whether settings changed */
    boolean tick() {
        InForce before = actuation.inForce();
        actuation.tick();
        return !before.equals(actuation.inForce()) || !actuation.needsTicks();
    }

    void disconnect() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    /** Called by another thread while this one may hang: nothing more is stored or written. */
    void abandon() {
        if (actuation != null) {
            actuation.close();
        }
    }

    static long monotonicMillis() {
        return (System.nanoTime() - START_NANOS) / 1_000_000;
    }

    private static final long START_NANOS = System.nanoTime();
}
