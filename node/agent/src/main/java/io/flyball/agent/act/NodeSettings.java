package io.flyball.agent.act;

import io.flyball.agent.act.SettingsEffect.Answer;
import io.flyball.agent.act.SettingsEffect.Persist;
import io.flyball.agent.act.SettingsEffect.Write;
import io.flyball.agent.act.SettingsEffect.WriteBack;
import io.flyball.protocol.message.LinkMessage.Command;
import io.flyball.protocol.message.LinkMessage.Settle;
import io.flyball.protocol.message.LinkMessage.Settle.Ending;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.EffectReading;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.Step;
import io.flyball.protocol.model.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Fencing and trials of one node, as plain values: no clock, no I/O. Times are milliseconds of the agent's monotonic
 * clock.
 *
 * <pre>
 *   command, no lease -- persist, write --> in force
 *   command, lease ----- persist, write --> trial -- CONFIRM --> in force
 *                              |              |
 *                           failed         REVERT, lease ended, newer planner, agent restarted
 *                              v              v
 *                        old values are written back, again and again until they are there
 * </pre>
 *
 * <p>Invariants: {@code seen} never decreases; a (token, revision) is written at most once; nothing is written before
 * the old values are on disk; at most one trial exists, and it ends confirmed or reverted.
 *
 * @param seen highest token of any command or settlement, also of refused ones
 * @param last newest command that was executed
 * @param ended newest trial that ended
 * @param inForce validated values by knob
 * @param trial values not validated yet
 * @param pending the command that is being written; on disk it tells {@link #recovered} what to undo
 * @param undo old values that are not back yet; on disk trial and pending stand for it, see {@link #durable}
 * @param learnUntil while this lies ahead, commands only teach the highest token, see {@link #learning}; else 0
 */
record NodeSettings(
        Token seen,
        Executed last,
        Executed ended,
        Map<String, Long> inForce,
        Optional<Trial> trial,
        Optional<Order> pending,
        Optional<Undo> undo,
        long learnUntil) {
    /** A node that no planner has commanded. */
    static final NodeSettings FRESH = new NodeSettings(
            Token.NONE,
            Executed.NOTHING,
            Executed.NOTHING,
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0);

    /** How long a node that lost its state only listens: longer than a replaced planner stays unaware of it. */
    static final long LEARN_MILLIS = 60_000;

    /** Longest lease: a trial that nobody renews for an hour is forgotten, not tried. */
    static final long MOST_LEASE_MILLIS = 3_600_000;

    static final long RETRY_MILLIS = 2_000;

    NodeSettings {
        inForce = Map.copyOf(inForce);
    }

    /**
     * A node whose state was unreadable. The highest token is unknown, so a planner that was replaced could be obeyed;
     * therefore every command is refused for {@link #LEARN_MILLIS}, and the highest token among them becomes the floor.
     */
    static NodeSettings learning(long now) {
        return FRESH.withLearnUntil(now + LEARN_MILLIS);
    }

    /** A trial can end, or a write has to be repeated, by {@link #tick}. */
    boolean needsTicks() {
        return trial.isPresent() || undo.isPresent();
    }

    /** What the node announces. */
    InForce announced() {
        List<Setting> settings = new ArrayList<>();
        new TreeMap<>(inForce).forEach((knob, value) -> settings.add(new Setting(knob, value)));
        long revision = last.token().equals(seen) ? last.revision() : 0;
        return new InForce(seen, revision, settings, trial.map(Trial::settings).orElse(List.of()));
    }

    // ---- commands

    /**
     * A planner's command.
     *
     * @param receivedAt when it arrived; it may have waited since
     * @param capabilities of its knobs and their companions, probed just now
     */
    Step<NodeSettings, SettingsEffect> command(
            long now, long receivedAt, Command command, Map<String, Capability> capabilities) {
        if (learnUntil != 0 && now >= learnUntil) {
            return withLearnUntil(0).command(now, receivedAt, command, capabilities);
        }
        if (command.token().isOlderThan(seen)) {
            return refuse(command, CommandOutcome.REFUSED_TOKEN, fenced(command.token()));
        }
        if (learnUntil != 0) {
            return refuse(
                    command,
                    CommandOutcome.REFUSED_TOKEN,
                    "the state of this node was unreadable: tokens are learnt for " + (learnUntil - now) + " ms more");
        }
        if (last.covers(command.token(), command.revision())) {
            return Step.to(this, repeated(command.token(), command.revision()));
        }
        if (command.expiresInMillis() <= 0 || now - receivedAt > command.expiresInMillis()) {
            String late = "waited " + (now - receivedAt) + " ms: must be at most " + command.expiresInMillis() + " ms";
            return refuse(command, CommandOutcome.REFUSED_EXPIRED, late);
        }
        return Rules.check(command.settings(), capabilities)
                .or(() -> busyWith(command))
                .map(refusal -> refuse(command, refusal.outcome(), refusal.detail()))
                .orElseGet(() -> accept(now, command, capabilities));
    }

    private String fenced(Token token) {
        return "token " + token + ": must be at least " + seen + ", the highest seen";
    }

    /** A failure stays a failure when it is asked for again: only success may read as such. */
    private Answer repeated(Token token, long revision) {
        if (ended.is(token, revision)) {
            return ended.answer();
        }
        if (last.is(token, revision)) {
            return last.answer(last.outcome() == CommandOutcome.APPLIED ? CommandOutcome.DUPLICATE : last.outcome());
        }
        String older = "older than the last executed revision " + last.revision() + ": nothing was done";
        return new Answer(token, revision, CommandOutcome.DUPLICATE, older, List.of());
    }

    private Optional<Rules.Refusal> busyWith(Command command) {
        if (undo.isPresent()) {
            long revision = undo.get().ending().revision();
            return busy("old values of revision " + revision + " are still being written back");
        }
        if (trial.isEmpty() || trial.get().token().isOlderThan(command.token())) {
            return Optional.empty(); // a newer planner ends the trial of an older one
        }
        return command.leaseMillis() > 0 || trial.get().touches(command.settings())
                ? busy("the trial of revision " + trial.get().revision() + " runs: must be confirmed or reverted first")
                : Optional.empty();
    }

    private static Optional<Rules.Refusal> busy(String detail) {
        return Optional.of(new Rules.Refusal(CommandOutcome.REFUSED_BOUNDS, detail));
    }

    private Step<NodeSettings, SettingsEffect> refuse(Command command, CommandOutcome outcome, String detail) {
        return saying(new Answer(command.token(), command.revision(), outcome, detail, List.of()), command.token());
    }

    /** Answers, and remembers the token first where it is new; a refusal holds even when that cannot be saved. */
    private Step<NodeSettings, SettingsEffect> saying(Answer answer, Token token) {
        NodeSettings next = seeing(token);
        return next == this ? Step.to(this, answer) : Step.to(next, new Persist(next, Step.to(next, answer)), answer);
    }

    private Step<NodeSettings, SettingsEffect> accept(long now, Command command, Map<String, Capability> capabilities) {
        Order order = order(command, capabilities);
        if (trial.isEmpty() || !trial.get().token().isOlderThan(command.token())) {
            return begin(order);
        }
        return seeing(command.token()).revert(now, "a newer planner took over", Optional.of(order));
    }

    /** Old values are those probed; where the trial of an older planner holds a knob, those before that trial. */
    private Order order(Command command, Map<String, Capability> capabilities) {
        Map<String, Long> before = new TreeMap<>();
        capabilities.forEach((knob, capability) -> before.put(knob, capability.current()));
        Map<String, Long> after = new TreeMap<>(before);
        command.settings().forEach(setting -> after.put(setting.knob(), setting.value()));
        trial.ifPresent(old -> old.restore().forEach(setting -> before.put(setting.knob(), setting.value())));
        List<Setting> settings = WriteOrder.of(command.settings(), before::get);
        List<Setting> restore = settings.stream()
                .filter(setting -> !Knobs.isAction(setting.knob()))
                .map(setting -> new Setting(setting.knob(), before.get(setting.knob())))
                .toList();
        return new Order(
                command.token(),
                command.revision(),
                settings,
                WriteOrder.of(restore, after::get),
                Math.min(command.leaseMillis(), MOST_LEASE_MILLIS));
    }

    private Step<NodeSettings, SettingsEffect> begin(Order order) {
        NodeSettings seeing = seeing(order.token());
        NodeSettings next = seeing.withPending(Optional.of(order));
        Answer unsaved = order.failed("the agent cannot save its state: nothing was written")
                .answer();
        return Step.to(next, new Persist(next, Step.to(seeing, unsaved)), new Write(order.settings()));
    }

    /** The JVM took the values of the pending command ({@code ok}) or not. */
    Step<NodeSettings, SettingsEffect> written(long now, boolean ok, String detail, List<EffectReading> effects) {
        Order order = pending.orElseThrow();
        if (!ok) {
            return undo(now, order, detail);
        }
        Executed done = order.ended(CommandOutcome.APPLIED, detail, effects);
        NodeSettings written = withLast(done).withPending(Optional.empty());
        NodeSettings next = order.leaseMillis() > 0
                ? written.withTrial(Optional.of(order.trialUntil(now + order.leaseMillis())))
                : written.keeping(order.settings());
        Step<NodeSettings, SettingsEffect> unsaved =
                undo(now, order, "the agent cannot save its state: old values are back");
        return Step.to(next, new Persist(next, unsaved), done.answer());
    }

    private Step<NodeSettings, SettingsEffect> undo(long now, Order order, String detail) {
        var undoing = new Undo(order.failed(detail), false, order.restore(), 0, now, Optional.empty());
        return Step.to(withUndo(Optional.of(undoing)), new WriteBack(order.restore()));
    }

    // ---- trials

    /** Ends or prolongs a trial. Only the planner that began it may confirm or renew; a newer one may revert it. */
    Step<NodeSettings, SettingsEffect> settle(long now, Settle settle) {
        if (settle.token().isOlderThan(seen)) {
            return saying(answerTo(settle, CommandOutcome.REFUSED_TOKEN, fenced(settle.token())), settle.token());
        }
        if (undo.isPresent() && undo.get().ending().revision() == settle.revision()) {
            return Step.to(seeing(settle.token())); // answered when the old values are back
        }
        if (trial.isEmpty() || trial.get().revision() != settle.revision()) {
            Answer known = ended.is(settle.token(), settle.revision())
                    ? ended.answer()
                    : answerTo(settle, CommandOutcome.REVERTED, "no trial of this revision runs");
            return saying(known, settle.token());
        }
        if (settle.ending() == Ending.REVERT) {
            return seeing(settle.token()).revert(now, "reverted on request", Optional.empty());
        }
        if (!trial.get().token().equals(settle.token())) {
            String other = "the trial belongs to " + trial.get().token() + ": only that planner may keep it";
            return saying(answerTo(settle, CommandOutcome.REFUSED_TOKEN, other), settle.token());
        }
        return settle.ending() == Ending.CONFIRM ? confirm() : renew(now, settle.leaseMillis());
    }

    private static Answer answerTo(Settle settle, CommandOutcome outcome, String detail) {
        return new Answer(settle.token(), settle.revision(), outcome, detail, List.of());
    }

    private Step<NodeSettings, SettingsEffect> renew(long now, long leaseMillis) {
        long endsAt = now + Math.min(leaseMillis, MOST_LEASE_MILLIS);
        return Step.to(withTrial(Optional.of(trial.orElseThrow().endingAt(endsAt))));
    }

    private Step<NodeSettings, SettingsEffect> confirm() {
        Trial kept = trial.orElseThrow();
        Executed done = kept.confirmed();
        NodeSettings next = withEnded(done).withTrial(Optional.empty()).keeping(kept.settings());
        var unsaved = new Answer(
                kept.token(),
                kept.revision(),
                CommandOutcome.FAILED,
                "the agent cannot save its state: the trial goes on",
                List.of());
        return Step.to(next, new Persist(next, Step.to(this, unsaved)), done.answer());
    }

    private Step<NodeSettings, SettingsEffect> revert(long now, String why, Optional<Order> then) {
        Trial old = trial.orElseThrow();
        var undoing = new Undo(old.reverted(why), true, old.restore(), 0, now, then);
        NodeSettings next = withTrial(Optional.empty()).withUndo(Optional.of(undoing));
        return Step.to(next, new WriteBack(old.restore()));
    }

    /** The JVM has the old values again ({@code ok}) or not. */
    Step<NodeSettings, SettingsEffect> restored(long now, boolean ok, String detail) {
        Undo undoing = undo.orElseThrow();
        if (!ok) {
            return notRestored(now, undoing, detail);
        }
        NodeSettings cleared = withUndo(Optional.empty());
        NodeSettings next = undoing.ofTrial()
                ? cleared.withEnded(undoing.ending())
                : cleared.withLast(undoing.ending()).withPending(Optional.empty());
        Answer answer = undoing.ending().answer();
        if (undoing.next().isEmpty()) {
            return Step.to(next, new Persist(next, Step.to(next, answer)), answer);
        }
        Step<NodeSettings, SettingsEffect> begun = next.begin(undoing.next().get());
        List<SettingsEffect> effects = new ArrayList<>();
        effects.add(answer);
        effects.addAll(begun.effects());
        return new Step<>(begun.next(), effects);
    }

    /** Says so once, then tries again at every {@link #RETRY_MILLIS}. */
    private Step<NodeSettings, SettingsEffect> notRestored(long now, Undo undoing, String detail) {
        List<SettingsEffect> answers = new ArrayList<>();
        Executed ending = undoing.ending();
        if (undoing.attempts() == 0) {
            String both = ending.detail() + "; old values are not back yet: " + detail;
            answers.add(new Answer(ending.token(), ending.revision(), CommandOutcome.FAILED, both, List.of()));
        }
        undoing.next()
                .map(waiting -> waiting.failed("cannot revert revision " + ending.revision() + " first: " + detail))
                .ifPresent(failed -> answers.add(failed.answer()));
        return new Step<>(withUndo(Optional.of(undoing.failedUntil(now + RETRY_MILLIS))), answers);
    }

    /** Ends a trial whose lease is over, and repeats what failed. */
    Step<NodeSettings, SettingsEffect> tick(long now) {
        if (undo.isPresent()) {
            return undo.get().retryAt() <= now
                    ? Step.to(this, new WriteBack(undo.get().restore()))
                    : Step.to(this);
        }
        return trial.isPresent() && trial.get().endsAt() <= now
                ? revert(now, "the lease ended", Optional.empty())
                : Step.to(this);
    }

    // ---- after a restart

    /** As it has to be on disk: a trial whose old values are not back yet is still a trial there. */
    NodeSettings durable() {
        return undo.filter(Undo::ofTrial)
                .map(undoing -> withTrial(Optional.of(new Trial(
                        undoing.ending().token(), undoing.ending().revision(), List.of(), undoing.restore(), 0))))
                .orElse(this);
    }

    /** The agent was restarted, the JVM was not: whatever was not finished is undone. */
    Step<NodeSettings, SettingsEffect> recovered(long now) {
        Optional<Trial> due = trial.map(old -> old.endingAt(now));
        if (pending.isPresent()) {
            return withTrial(due).undo(now, pending.get(), "the agent stopped while it wrote: old values are back");
        }
        return trial.isPresent()
                ? revert(now, "the agent was restarted during the trial", Optional.empty())
                : Step.to(this);
    }

    /** The JVM was restarted: tokens hold, its settings are those of its own start. */
    NodeSettings forgettingJvm() {
        String why = "the JVM was restarted";
        NodeSettings known = trial.map(old -> withEnded(old.reverted(why))).orElse(this);
        known = pending.map(order -> order.failed(why)).map(known::withLast).orElse(known);
        return new NodeSettings(
                known.seen,
                known.last,
                known.ended,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                learnUntil);
    }

    /** The service got another name, hence another planner: its tokens mean nothing to this one. */
    NodeSettings forgettingPlanner() {
        return new NodeSettings(
                Token.NONE, Executed.NOTHING, Executed.NOTHING, inForce, trial, pending, undo, learnUntil);
    }

    /** The agent was restarted while it learnt tokens: it starts learning again, from the highest it knows. */
    NodeSettings learningAgain(long now) {
        return learnUntil == 0 ? this : withLearnUntil(now + LEARN_MILLIS);
    }

    // ---- copies with one part replaced

    private NodeSettings seeing(Token token) {
        return seen.isOlderThan(token)
                ? new NodeSettings(token, last, ended, inForce, trial, pending, undo, learnUntil)
                : this;
    }

    private NodeSettings withLast(Executed newLast) {
        return new NodeSettings(seen, newLast, ended, inForce, trial, pending, undo, learnUntil);
    }

    private NodeSettings withEnded(Executed newEnded) {
        return new NodeSettings(seen, last, newEnded, inForce, trial, pending, undo, learnUntil);
    }

    private NodeSettings keeping(List<Setting> settings) {
        Map<String, Long> more = new TreeMap<>(inForce);
        settings.stream()
                .filter(setting -> !Knobs.isAction(setting.knob()))
                .forEach(setting -> more.put(setting.knob(), setting.value()));
        return new NodeSettings(seen, last, ended, more, trial, pending, undo, learnUntil);
    }

    private NodeSettings withTrial(Optional<Trial> newTrial) {
        return new NodeSettings(seen, last, ended, inForce, newTrial, pending, undo, learnUntil);
    }

    private NodeSettings withPending(Optional<Order> newPending) {
        return new NodeSettings(seen, last, ended, inForce, trial, newPending, undo, learnUntil);
    }

    private NodeSettings withUndo(Optional<Undo> newUndo) {
        return new NodeSettings(seen, last, ended, inForce, trial, pending, newUndo, learnUntil);
    }

    private NodeSettings withLearnUntil(long until) {
        return new NodeSettings(seen, last, ended, inForce, trial, pending, undo, until);
    }
}
