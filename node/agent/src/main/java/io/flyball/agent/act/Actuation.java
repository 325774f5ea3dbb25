package io.flyball.agent.act;

import io.flyball.agent.act.SettingsEffect.Answer;
import io.flyball.agent.act.SettingsEffect.Persist;
import io.flyball.agent.act.SettingsEffect.Write;
import io.flyball.agent.act.SettingsEffect.WriteBack;
import io.flyball.protocol.message.LinkMessage.Command;
import io.flyball.protocol.message.LinkMessage.CommandResult;
import io.flyball.protocol.message.LinkMessage.Settle;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Step;
import io.flyball.protocol.model.Token;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what {@link NodeSettings} decides, for one JVM. Calls block and come from one thread; only
 * {@link #close} may come from another.
 */
public final class Actuation {
    private static final Logger LOG = LoggerFactory.getLogger(Actuation.class);

    private final NodeId node;
    private final ServiceName service;
    private final String jvm;
    private final NodeDisk disk;
    private final LongSupplier clock;
    private final KnobSource source;
    private final Consumer<CommandResult> answers;
    private volatile boolean closed;
    private NodeSettings state;
    private KnobSet knobs = KnobSet.NONE;

    /** Looks for the knobs of the JVM; fails while it does not answer. */
    @FunctionalInterface
    public interface KnobSource {
        KnobSet find() throws IOException;
    }

    private Actuation(
            Target target, NodeDisk disk, LongSupplier clock, KnobSource source, Consumer<CommandResult> answers) {
        this.node = target.node();
        this.service = target.service();
        this.jvm = target.jvm();
        this.disk = disk;
        this.clock = clock;
        this.source = source;
        this.answers = answers;
    }

    /**
     * Whose settings these are.
     *
     * @param jvm identity of the process, see {@link io.flyball.agent.jvm.ProcessFacts#identity}
     */
    public record Target(NodeId node, ServiceName service, String jvm) {}

    /** The same with the files of {@code directory}. */
    public static Actuation open(
            Target target, Path directory, LongSupplier clock, KnobSource source, Consumer<CommandResult> answers)
            throws IOException {
        return open(target, NodeDisk.files(directory, target.node()), clock, source, answers);
    }

    /**
     * Reads the state of the node and undoes what an earlier agent left unfinished in the same JVM.
     *
     * @param clock monotonic milliseconds
     * @throws IOException when the state cannot be read or a damaged file cannot be set aside: commands must wait
     */
    public static Actuation open(
            Target target, NodeDisk disk, LongSupplier clock, KnobSource source, Consumer<CommandResult> answers)
            throws IOException {
        var actuation = new Actuation(target, disk, clock, source, answers);
        actuation.state = actuation.load();
        actuation.refresh();
        actuation.run(actuation.state.recovered(clock.getAsLong()));
        return actuation;
    }

    private NodeSettings load() throws IOException {
        try {
            Optional<String> text = disk.read();
            return text.isEmpty() ? NodeSettings.FRESH : resume(StateText.decode(text.get()));
        } catch (UnreadableStateException e) {
            String aside = disk.setAside();
            LOG.error(
                    "{}: {}; kept as {}; {} refuses commands for {} s and learns tokens",
                    node,
                    e.getMessage(),
                    aside,
                    node,
                    NodeSettings.LEARN_MILLIS / 1000);
            NodeSettings learning = NodeSettings.learning(clock.getAsLong());
            disk.write(StateText.encode(new SavedState(service, jvm, learning)));
            return learning;
        }
    }

    private NodeSettings resume(SavedState saved) {
        NodeSettings known = saved.settings().learningAgain(clock.getAsLong());
        NodeSettings own = saved.service().equals(service) ? known : known.forgettingPlanner();
        return saved.jvm().equals(jvm) ? own : own.forgettingJvm();
    }

    public InForce inForce() {
        return state.announced();
    }

    /** While true, {@link #tick} has to be called a few times a second. */
    public boolean needsTicks() {
        return state.needsTicks();
    }

    /** @param receivedAt by the same clock */
    public void command(Command command, long receivedAt) {
        refresh();
        Map<String, Capability> capabilities;
        try {
            capabilities = knobs.capabilitiesFor(command.settings());
        } catch (IOException e) {
            LOG.warn("{} does not answer: {}", node, e.getMessage());
            capabilities = Map.of();
        }
        run(state.command(clock.getAsLong(), receivedAt, command, capabilities));
    }

    public void settle(Settle settle) {
        run(state.settle(clock.getAsLong(), settle));
    }

    public void tick() {
        run(state.tick(clock.getAsLong()));
    }

    /** From now on nothing is stored or written: another actuation may own the node. */
    public void close() {
        closed = true;
    }

    private void refresh() {
        try {
            knobs = source.find();
        } catch (IOException e) {
            LOG.debug("{}: knobs cannot be listed now", node, e);
        }
    }

    private void run(Step<NodeSettings, SettingsEffect> first) {
        Optional<Step<NodeSettings, SettingsEffect>> step = Optional.of(first);
        while (step.isPresent()) {
            state = step.get().next();
            step = effects(step.get().effects());
        }
    }

    /** Empty when all were carried out; else the step that follows from the last one. */
    private Optional<Step<NodeSettings, SettingsEffect>> effects(List<SettingsEffect> effects) {
        for (SettingsEffect effect : effects) {
            Optional<Step<NodeSettings, SettingsEffect>> next = carryOut(effect);
            if (next.isPresent()) {
                return next;
            }
        }
        return Optional.empty();
    }

    private Optional<Step<NodeSettings, SettingsEffect>> carryOut(SettingsEffect effect) {
        if (effect instanceof Persist persist) {
            return store(persist.content()) ? Optional.empty() : Optional.of(persist.otherwise());
        } else if (effect instanceof Write write) {
            note();
            KnobWriter.Result result = new KnobWriter(knobs).write(write.settings());
            return Optional.of(state.written(clock.getAsLong(), result.ok(), result.detail(), result.effects()));
        } else if (effect instanceof WriteBack back) {
            return Optional.of(writeBack(back));
        } else if (effect instanceof Answer answer) {
            answers.accept(result(answer));
        }
        return Optional.empty();
    }

    /** Before the JVM sees it, so that a command which was cut short is in the journal, too. */
    private void note() {
        try {
            Order order = state.pending().orElseThrow();
            disk.note(order.token(), order.revision(), order.leaseMillis() > 0, order.settings());
        } catch (IOException e) {
            LOG.warn("cannot note a command of {}: {}", node, e.toString());
        }
    }

    private Step<NodeSettings, SettingsEffect> writeBack(WriteBack back) {
        if (closed) {
            return state.restored(clock.getAsLong(), false, "the node is no longer watched");
        }
        if (knobs == KnobSet.NONE) {
            refresh();
            return state.restored(clock.getAsLong(), false, "the JVM does not answer");
        }
        KnobWriter.Result result = new KnobWriter(knobs).writeBack(back.settings());
        if (!result.ok()) {
            LOG.warn("{}: old values are not back yet: {}", node, result.detail());
            refresh();
        }
        return state.restored(clock.getAsLong(), result.ok(), result.detail());
    }

    private boolean store(NodeSettings content) {
        if (closed) {
            return false;
        }
        try {
            disk.write(StateText.encode(new SavedState(service, jvm, content)));
            return true;
        } catch (IOException e) {
            LOG.error("cannot save the state of {}: {}", node, e.toString());
            return false;
        }
    }

    private CommandResult result(Answer answer) {
        return new CommandResult(
                0,
                answer.token(),
                answer.revision(),
                answer.outcome(),
                answer.detail(),
                answer.effects(),
                state.announced());
    }

    /** Answer to a command that cannot wait for its turn. */
    public static CommandResult turnedAway(
            Token token, long revision, CommandOutcome outcome, String why, InForce inForce) {
        return new CommandResult(0, token, revision, outcome, why, List.of(), inForce);
    }
}
