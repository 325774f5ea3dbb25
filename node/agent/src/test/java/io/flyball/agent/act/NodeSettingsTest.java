package io.flyball.agent.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.agent.act.SettingsEffect.Answer;
import io.flyball.agent.act.SettingsEffect.Persist;
import io.flyball.agent.act.SettingsEffect.Write;
import io.flyball.agent.act.SettingsEffect.WriteBack;
import io.flyball.protocol.message.LinkMessage.Command;
import io.flyball.protocol.message.LinkMessage.Settle;
import io.flyball.protocol.message.LinkMessage.Settle.Ending;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.Step;
import io.flyball.protocol.model.Token;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeSettingsTest {
    private static final Token OLD = new Token(1, "m1@a");
    private static final Token NEW = new Token(2, "m2@b");
    private static final Map<String, Capability> FOUR_THREADS = Map.of(
            Knobs.TOMCAT_MAX_THREADS, new Capability(Knobs.TOMCAT_MAX_THREADS, 4, 2, 64, "threads", true, ""),
            Knobs.HIKARI_MAX_POOL_SIZE, new Capability(Knobs.HIKARI_MAX_POOL_SIZE, 8, 1, 20, "connections", true, ""),
            Knobs.GC_RUN, new Capability(Knobs.GC_RUN, 0, 1, 1, "action", true, ""));

    private static Command command(Token token, long revision, long lease, Setting... settings) {
        return new Command(0, token, revision, List.of(settings), lease, 1_000);
    }

    private static Setting threads(long value) {
        return new Setting(Knobs.TOMCAT_MAX_THREADS, value);
    }

    private static Step<NodeSettings, SettingsEffect> execute(NodeSettings state, Command command) {
        Step<NodeSettings, SettingsEffect> begun = state.command(0, 0, command, FOUR_THREADS);
        assertThat(begun.effects()).hasSize(2);
        assertThat(begun.effects().get(0)).isInstanceOf(Persist.class);
        assertThat(begun.effects().get(1)).isInstanceOf(Write.class);
        return begun.next().written(0, true, "moved", List.of());
    }

    private static Answer answer(Step<NodeSettings, SettingsEffect> step) {
        return (Answer) step.effects().get(step.effects().size() - 1);
    }

    private static CommandOutcome outcome(Step<NodeSettings, SettingsEffect> step) {
        return answer(step).outcome();
    }

    @Test
    void oldValuesAreOnDiskBeforeAnythingIsWritten() {
        Step<NodeSettings, SettingsEffect> begun =
                NodeSettings.FRESH.command(0, 0, command(OLD, 1, 500, threads(16)), FOUR_THREADS);
        Persist persist = (Persist) begun.effects().get(0);
        assertThat(persist.content().pending().orElseThrow().restore()).containsExactly(threads(4));
        assertThat(persist.otherwise().effects()).singleElement().isInstanceOf(Answer.class);
        assertThat(persist.otherwise().next().pending()).isEmpty();
    }

    @Test
    void aCommandWithoutLeaseIsInForceAtOnce() {
        Step<NodeSettings, SettingsEffect> done = execute(NodeSettings.FRESH, command(OLD, 1, 0, threads(16)));
        assertThat(outcome(done)).isEqualTo(CommandOutcome.APPLIED);
        assertThat(done.next().announced().settings()).containsExactly(threads(16));
        assertThat(done.next().needsTicks()).isFalse();
    }

    @Test
    void theSameRevisionAnswersTheSameAndWritesNothing() {
        NodeSettings state =
                execute(NodeSettings.FRESH, command(OLD, 7, 0, threads(16))).next();
        Step<NodeSettings, SettingsEffect> again = state.command(0, 0, command(OLD, 7, 0, threads(16)), FOUR_THREADS);
        assertThat(again.effects()).singleElement();
        assertThat(outcome(again)).isEqualTo(CommandOutcome.DUPLICATE);
        assertThat(answer(again).detail()).isEqualTo("moved");
        Step<NodeSettings, SettingsEffect> older = state.command(0, 0, command(OLD, 6, 0, threads(9)), FOUR_THREADS);
        assertThat(outcome(older)).isEqualTo(CommandOutcome.DUPLICATE);
        assertThat(older.next()).isEqualTo(state);
    }

    @Test
    void aFailureDoesNotReadAsSuccessWhenItIsRepeated() {
        NodeSettings begun = NodeSettings.FRESH
                .command(0, 0, command(OLD, 1, 0, threads(16)), FOUR_THREADS)
                .next();
        Step<NodeSettings, SettingsEffect> failed = begun.written(0, false, "no effect", List.of());
        assertThat(failed.effects()).containsExactly(new WriteBack(List.of(threads(4))));
        Step<NodeSettings, SettingsEffect> back = failed.next().restored(0, true, "");
        assertThat(outcome(back)).isEqualTo(CommandOutcome.FAILED);
        Step<NodeSettings, SettingsEffect> again =
                back.next().command(0, 0, command(OLD, 1, 0, threads(16)), FOUR_THREADS);
        assertThat(outcome(again)).isEqualTo(CommandOutcome.FAILED);
        assertThat(again.effects()).singleElement();
    }

    @Test
    void oldValuesAreWrittenAgainAndAgainUntilTheyAreBack() {
        NodeSettings begun = NodeSettings.FRESH
                .command(0, 0, command(OLD, 1, 0, threads(16)), FOUR_THREADS)
                .next();
        NodeSettings failed = begun.written(0, false, "no effect", List.of()).next();
        Step<NodeSettings, SettingsEffect> stuck = failed.restored(0, false, "no answer");
        assertThat(answer(stuck).detail()).isEqualTo("no effect; old values are not back yet: no answer");
        assertThat(stuck.next().tick(NodeSettings.RETRY_MILLIS - 1).effects()).isEmpty();
        Step<NodeSettings, SettingsEffect> retry = stuck.next().tick(NodeSettings.RETRY_MILLIS);
        assertThat(retry.effects()).containsExactly(new WriteBack(List.of(threads(4))));
        assertThat(retry.next().restored(2_000, false, "no answer").effects())
                .as("says so once")
                .isEmpty();
        assertThat(outcome(retry.next().restored(2_000, true, ""))).isEqualTo(CommandOutcome.FAILED);
    }

    @Test
    void aLowerTokenIsRefusedEvenWhenTheHigherOneWasOnlySeenInARefusedCommand() {
        Step<NodeSettings, SettingsEffect> refused =
                NodeSettings.FRESH.command(0, 0, command(NEW, 1, 0, threads(1_000)), FOUR_THREADS);
        assertThat(outcome(refused)).isEqualTo(CommandOutcome.REFUSED_BOUNDS);
        assertThat(refused.effects().get(0)).isInstanceOf(Persist.class);
        Step<NodeSettings, SettingsEffect> stale =
                refused.next().command(0, 0, command(OLD, 9, 0, threads(8)), FOUR_THREADS);
        assertThat(outcome(stale)).isEqualTo(CommandOutcome.REFUSED_TOKEN);
    }

    @Test
    void aCommandThatWaitedTooLongIsRefused() {
        Command command = command(OLD, 1, 0, threads(8));
        assertThat(outcome(NodeSettings.FRESH.command(1_001, 0, command, FOUR_THREADS)))
                .isEqualTo(CommandOutcome.REFUSED_EXPIRED);
        assertThat(NodeSettings.FRESH.command(1_000, 0, command, FOUR_THREADS).effects())
                .hasSize(2);
    }

    @Test
    void aCommandWithoutTimeLeftIsRefusedHoweverSoonItIsLookedAt() {
        Command late = new Command(0, OLD, 1, List.of(threads(8)), 0, 0);
        assertThat(outcome(NodeSettings.FRESH.command(5, 5, late, FOUR_THREADS)))
                .isEqualTo(CommandOutcome.REFUSED_EXPIRED);
    }

    @Test
    void anUnknownKnobIsRefused() {
        Step<NodeSettings, SettingsEffect> refused =
                NodeSettings.FRESH.command(0, 0, command(OLD, 1, 0, new Setting("jetty.max", 3)), FOUR_THREADS);
        assertThat(outcome(refused)).isEqualTo(CommandOutcome.REFUSED_CAPABILITY);
        assertThat(answer(refused).detail()).isEqualTo("jetty.max: this node has no such knob");
    }

    @Test
    void aTrialEndsByItselfUnlessItIsRenewed() {
        NodeSettings trial =
                execute(NodeSettings.FRESH, command(OLD, 1, 500, threads(16))).next();
        assertThat(trial.announced().trial()).containsExactly(threads(16));
        assertThat(trial.announced().settings()).isEmpty();
        NodeSettings renewed =
                trial.settle(400, new Settle(0, OLD, 1, Ending.RENEW, 500)).next();
        assertThat(renewed.tick(899).effects()).isEmpty();
        Step<NodeSettings, SettingsEffect> ended = renewed.tick(900);
        assertThat(ended.effects()).containsExactly(new WriteBack(List.of(threads(4))));
        Step<NodeSettings, SettingsEffect> back = ended.next().restored(900, true, "");
        assertThat(answer(back)).isEqualTo(new Answer(OLD, 1, CommandOutcome.REVERTED, "the lease ended", List.of()));
        assertThat(back.next().needsTicks()).isFalse();
    }

    @Test
    void aConfirmedTrialIsInForceAndSaysSoTwice() {
        NodeSettings trial =
                execute(NodeSettings.FRESH, command(OLD, 1, 500, threads(16))).next();
        Settle confirm = new Settle(0, OLD, 1, Ending.CONFIRM, 0);
        Step<NodeSettings, SettingsEffect> kept = trial.settle(100, confirm);
        assertThat(outcome(kept)).isEqualTo(CommandOutcome.CONFIRMED);
        assertThat(kept.next().announced().settings()).containsExactly(threads(16));
        assertThat(kept.next().tick(10_000).effects()).isEmpty();
        assertThat(outcome(kept.next().settle(200, confirm))).isEqualTo(CommandOutcome.CONFIRMED);
    }

    @Test
    void aTrialThatCannotBeSavedAsKeptGoesOn() {
        NodeSettings trial =
                execute(NodeSettings.FRESH, command(OLD, 1, 500, threads(16))).next();
        Step<NodeSettings, SettingsEffect> kept = trial.settle(100, new Settle(0, OLD, 1, Ending.CONFIRM, 0));
        Persist persist = (Persist) kept.effects().get(0);
        assertThat(persist.otherwise().next()).isEqualTo(trial);
        assertThat(outcome(persist.otherwise())).isEqualTo(CommandOutcome.FAILED);
    }

    @Test
    void aSecondTrialIsRefusedWhileOneRuns() {
        NodeSettings trial =
                execute(NodeSettings.FRESH, command(OLD, 1, 500, threads(16))).next();
        Setting other = new Setting(Knobs.HIKARI_MAX_POOL_SIZE, 9);
        assertThat(outcome(trial.command(0, 0, command(OLD, 2, 500, other), FOUR_THREADS)))
                .isEqualTo(CommandOutcome.REFUSED_BOUNDS);
        assertThat(outcome(trial.command(0, 0, command(OLD, 2, 0, threads(8)), FOUR_THREADS)))
                .as("the knob on trial")
                .isEqualTo(CommandOutcome.REFUSED_BOUNDS);
        assertThat(outcome(execute(trial, command(OLD, 2, 0, other)))).isEqualTo(CommandOutcome.APPLIED);
    }

    @Test
    void aNewerPlannerRevertsTheTrialOfTheOlderOneFirst() {
        NodeSettings trial =
                execute(NodeSettings.FRESH, command(OLD, 1, 500, threads(16))).next();
        Map<String, Capability> nowSixteen = Map.of(
                Knobs.TOMCAT_MAX_THREADS, new Capability(Knobs.TOMCAT_MAX_THREADS, 16, 2, 64, "threads", true, ""));
        Step<NodeSettings, SettingsEffect> taken = trial.command(0, 0, command(NEW, 1, 500, threads(8)), nowSixteen);
        assertThat(taken.effects()).containsExactly(new WriteBack(List.of(threads(4))));
        Step<NodeSettings, SettingsEffect> back = taken.next().restored(0, true, "");
        assertThat(back.effects().get(0))
                .isEqualTo(new Answer(OLD, 1, CommandOutcome.REVERTED, "a newer planner took over", List.of()));
        assertThat(back.effects().get(2)).isEqualTo(new Write(List.of(threads(8))));
        assertThat(back.next().pending().orElseThrow().restore())
                .as("the value before the older trial, not that of the trial")
                .containsExactly(threads(4));
    }

    @Test
    void aNewerPlannerMayRevertButNotKeepTheTrialOfAnOlderOne() {
        NodeSettings trial =
                execute(NodeSettings.FRESH, command(OLD, 1, 500, threads(16))).next();
        assertThat(outcome(trial.settle(0, new Settle(0, NEW, 1, Ending.CONFIRM, 0))))
                .isEqualTo(CommandOutcome.REFUSED_TOKEN);
        assertThat(trial.settle(0, new Settle(0, NEW, 1, Ending.REVERT, 0)).effects())
                .containsExactly(new WriteBack(List.of(threads(4))));
    }

    @Test
    void confirmingAnOldTrialDoesNotMakeNewerRevisionsExecutableAgain() {
        NodeSettings trial =
                execute(NodeSettings.FRESH, command(OLD, 1, 500, threads(16))).next();
        Command gc = command(OLD, 2, 0, new Setting(Knobs.GC_RUN, 1));
        NodeSettings both = execute(trial, gc).next();
        NodeSettings kept =
                both.settle(10, new Settle(0, OLD, 1, Ending.CONFIRM, 0)).next();
        assertThat(outcome(kept.command(10, 10, gc, FOUR_THREADS))).isEqualTo(CommandOutcome.DUPLICATE);
    }

    @Test
    void actionsAreNeitherRestoredNorInForce() {
        Step<NodeSettings, SettingsEffect> done =
                execute(NodeSettings.FRESH, command(OLD, 1, 0, new Setting(Knobs.GC_RUN, 1), threads(8)));
        assertThat(done.next().announced().settings()).containsExactly(threads(8));
        Step<NodeSettings, SettingsEffect> begun = NodeSettings.FRESH.command(
                0, 0, command(OLD, 1, 0, new Setting(Knobs.GC_RUN, 1), threads(8)), FOUR_THREADS);
        assertThat(begun.next().pending().orElseThrow().restore()).containsExactly(threads(4));
        assertThat(begun.effects().get(1))
                .as("actions come last")
                .isEqualTo(new Write(List.of(threads(8), new Setting(Knobs.GC_RUN, 1))));
    }

    @Test
    void aRestartedAgentUndoesAHalfDoneWriteThenTheTrial() {
        NodeSettings trial =
                execute(NodeSettings.FRESH, command(OLD, 1, 500, threads(16))).next();
        Setting other = new Setting(Knobs.HIKARI_MAX_POOL_SIZE, 9);
        NodeSettings died =
                trial.command(0, 0, command(OLD, 2, 0, other), FOUR_THREADS).next();
        Step<NodeSettings, SettingsEffect> first = died.recovered(50);
        assertThat(first.effects()).containsExactly(new WriteBack(List.of(new Setting(Knobs.HIKARI_MAX_POOL_SIZE, 8))));
        Step<NodeSettings, SettingsEffect> second =
                first.next().restored(50, true, "").next().tick(50);
        assertThat(second.effects()).containsExactly(new WriteBack(List.of(threads(4))));
    }

    @Test
    void tokensAreLearntAfterTheStateWasLost() {
        NodeSettings lost = NodeSettings.learning(1_000);
        Step<NodeSettings, SettingsEffect> first =
                lost.command(1_000, 1_000, command(NEW, 1, 0, threads(8)), FOUR_THREADS);
        assertThat(outcome(first)).isEqualTo(CommandOutcome.REFUSED_TOKEN);
        long later = 1_000 + NodeSettings.LEARN_MILLIS;
        assertThat(outcome(first.next().command(later, later, command(OLD, 1, 0, threads(8)), FOUR_THREADS)))
                .isEqualTo(CommandOutcome.REFUSED_TOKEN);
        assertThat(first.next()
                        .command(later, later, command(NEW, 1, 0, threads(8)), FOUR_THREADS)
                        .effects())
                .hasSize(2);
    }

    @Test
    void whatIsSavedIsWhatIsReadBack() throws Exception {
        NodeSettings trial =
                execute(NodeSettings.FRESH, command(OLD, 1, 500, threads(16))).next();
        NodeSettings state = trial.command(
                        0, 0, command(OLD, 2, 0, new Setting(Knobs.HIKARI_MAX_POOL_SIZE, 9)), FOUR_THREADS)
                .next();
        var saved = new SavedState(new io.flyball.protocol.model.ServiceName("shop"), "4711:99", state);
        SavedState read = StateText.decode(StateText.encode(saved));
        assertThat(read.settings().trial().orElseThrow().endingAt(500))
                .isEqualTo(state.trial().orElseThrow());
        assertThat(read.settings().pending()).isEqualTo(state.pending());
        assertThat(read.settings().last()).isEqualTo(state.last());
        assertThat(read.settings().seen()).isEqualTo(OLD);
        assertThat(read.jvm()).isEqualTo("4711:99");
    }
}
