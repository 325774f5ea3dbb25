package io.flyball.planner.service;

import io.flyball.planner.optimizer.OptimizerAnswer;
import io.flyball.planner.port.ControlStore;
import io.flyball.planner.port.Directives.Directive;
import io.flyball.planner.port.Directives.PolicyRef;
import io.flyball.planner.service.PlannerMessage.Beat;
import io.flyball.planner.service.PlannerMessage.Check;
import io.flyball.planner.service.PlannerMessage.Checked;
import io.flyball.planner.service.PlannerMessage.Claim;
import io.flyball.planner.service.PlannerMessage.Claimed;
import io.flyball.planner.service.PlannerMessage.DecideTick;
import io.flyball.planner.service.PlannerMessage.Directed;
import io.flyball.planner.service.PlannerMessage.Optimized;
import io.flyball.planner.service.PlannerMessage.Recalled;
import io.flyball.planner.service.PlannerMessage.RefitEnded;
import io.flyball.planner.service.PlannerMessage.SessionEnded;
import io.flyball.planner.service.PlannerMessage.WriteRecord;
import io.flyball.planner.service.PlannerMessage.Written;
import io.flyball.protocol.message.ServiceProtocol.AgentGone;
import io.flyball.protocol.message.ServiceProtocol.AgentInstances;
import io.flyball.protocol.message.ServiceProtocol.AgentRefused;
import io.flyball.protocol.message.ServiceProtocol.Command;
import io.flyball.protocol.message.ServiceProtocol.Describe;
import io.flyball.protocol.message.ServiceProtocol.NodeAnswered;
import io.flyball.protocol.message.ServiceProtocol.NodeConnected;
import io.flyball.protocol.message.ServiceProtocol.NodeGone;
import io.flyball.protocol.message.ServiceProtocol.NodeSample;
import io.flyball.protocol.message.ServiceProtocol.Reports;
import io.flyball.protocol.message.ServiceProtocol.Seen;
import io.flyball.protocol.message.ServiceProtocol.ServiceView;
import io.flyball.protocol.message.SessionProtocol;
import io.flyball.protocol.message.SessionProtocol.Introduce;
import io.flyball.protocol.message.SessionProtocol.ToAgent;
import io.flyball.protocol.message.SessionProtocol.ToNode;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Step;
import io.flyball.protocol.model.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.IntFunction;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.StashBuffer;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/**
 * The shell around {@link PlannerState}: keeps time, talks, and sees to it that nothing is decided before this planner's
 * term is on disk at a majority.
 *
 * <pre>
 *            term taken                 slept too long, or outranked by a node
 * CLAIMING ------------> ACTIVE ------------------------------------> CHECKING
 *    ^                     ^                                          |  |  |
 *    |                     +------- the record is still ours ---------+  |  +--> stops: another planner owns it
 *    +------------- ours, but nodes obey a higher term -----------------+
 * </pre>
 *
 * Whatever arrives while it may not act is kept, up to a bound. The next message for the service starts a stopped
 * planner again, wherever its shard lives by then.
 */
public final class ServicePlanner extends AbstractBehavior<Command> {
    public static final EntityTypeKey<Command> TYPE_KEY = EntityTypeKey.create(Command.class, "service");

    private static final Duration BEAT_EVERY = Duration.ofSeconds(1);

    /** A record that cannot be saved so often may be one that another planner has overwritten. */
    private static final int FAILURES_BEFORE_CHECK = 3;

    private enum Phase {
        CLAIMING,
        ACTIVE,
        CHECKING
    }

    private final ServiceName service;
    private final PlannerPorts ports;
    private final PlannerSettings settings;
    private final TimerScheduler<Command> timers;
    private final StashBuffer<Command> stash;
    private final TermClaim claim;
    private final LoopWatch watch;
    private final Sessions sessions = new Sessions();
    private final RecordSaves saves;
    private Phase phase = Phase.CLAIMING;
    private Optional<PlannerState> state = Optional.empty();
    private Optional<ControlStore.Subscription> orders = Optional.empty();

    private ServicePlanner(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            StashBuffer<Command> stash,
            ServiceName service,
            String incarnation,
            PlannerPorts ports,
            PlannerSettings settings) {
        super(context);
        this.service = service;
        this.ports = ports;
        this.settings = settings;
        this.timers = timers;
        this.stash = stash;
        this.claim = new TermClaim(ports.control(), service, ports.member() + "@" + incarnation, ports.clock());
        this.watch = new LoopWatch(settings.sleepLimit(), ports.nanos().getAsLong(), now());
        this.saves = new RecordSaves(claim);
    }

    /** @param incarnation random, so that no two planners of a service ever have the same name */
    public static Behavior<Command> create(
            ServiceName service, String incarnation, PlannerPorts ports, PlannerSettings settings) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> Behaviors.withStash(settings.stash(), stash -> {
                    timers.startTimerWithFixedDelay(Beat.BEAT, BEAT_EVERY);
                    context.getSelf().tell(new Claim(0, 0));
                    return new ServicePlanner(context, timers, stash, service, incarnation, ports, settings);
                })));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Describe.class, this::onDescribe)
                .onMessage(Claim.class, this::onClaim)
                .onMessage(Claimed.class, this::onClaimed)
                .onMessage(Check.class, this::onCheck)
                .onMessage(Checked.class, this::onChecked)
                .onMessage(WriteRecord.class, this::onWriteRecord)
                .onMessage(Written.class, this::onWritten)
                .onMessageEquals(Beat.BEAT, this::onBeat)
                .onMessage(Command.class, this::mustWait, this::keep)
                .onMessage(DecideTick.class, this::onTick)
                .onMessage(Directed.class, directed -> onDirected(directed.directive()))
                .onMessage(Optimized.class, this::onOptimized)
                .onMessage(RefitEnded.class, this::onRefitEnded)
                .onMessage(Recalled.class, this::onRecalled)
                .onMessage(Reports.class, this::onReports)
                .onMessage(NodeConnected.class, this::onConnected)
                .onMessage(NodeGone.class, this::onGone)
                .onMessage(NodeAnswered.class, this::onAnswered)
                .onMessage(AgentInstances.class, this::onInstances)
                .onMessage(AgentRefused.class, this::onRefused)
                .onMessage(AgentGone.class, this::onAgentGone)
                .onMessage(SessionEnded.class, this::onSessionEnded)
                .onSignal(PostStop.class, stopped -> onStop())
                .build();
    }

    // --- before it may act

    private boolean mustWait(Command message) {
        return phase != Phase.ACTIVE || overslept();
    }

    private Behavior<Command> keep(Command message) {
        if (phase == Phase.ACTIVE) {
            check(0);
        }
        if (message instanceof DecideTick) {
            armTick();
        } else if (stash.isFull()) {
            getContext()
                    .getLog()
                    .debug("{}: {} dropped", service, message.getClass().getSimpleName());
        } else {
            stash.stash(message);
        }
        return this;
    }

    private Behavior<Command> onClaim(Claim message) {
        phase = Phase.CLAIMING;
        getContext()
                .pipeToSelf(
                        claim.take(message.above()),
                        (claimed, failure) -> new Claimed(claimed, message.above(), message.failures(), failure));
        return this;
    }

    private Behavior<Command> onClaimed(Claimed message) {
        if (message.failure() != null) {
            return retry(
                    "take a term",
                    message.failure(),
                    message.failures(),
                    failures -> new Claim(message.above(), failures));
        }
        TermClaim.Claimed claimed = message.claimed();
        getContext().getLog().info("{}: planning with term {}", service, claimed.token());
        saves.begin(claimed.record().term());
        state = Optional.of(
                PlannerState.recovering(service, ports.member(), claimed.token(), claimed.remembered(), now()));
        watchOrders();
        armTick();
        return activate();
    }

    private void watchOrders() {
        orders.ifPresent(ControlStore.Subscription::close);
        ActorRef<Command> self = getContext().getSelf();
        orders = Optional.of(ports.directives().watch(service, directive -> self.tell(new Directed(directive))));
    }

    private Behavior<Command> activate() {
        phase = Phase.ACTIVE;
        watch.beat(ports.nanos().getAsLong(), now());
        return stash.unstashAll(this);
    }

    // --- may it still act?

    private Behavior<Command> onBeat() {
        if (phase == Phase.ACTIVE && overslept()) {
            check(0);
        } else if (phase == Phase.ACTIVE) {
            watch.beat(ports.nanos().getAsLong(), now());
        }
        return this;
    }

    private boolean overslept() {
        return settings.selfFence() && watch.overslept(ports.nanos().getAsLong(), now());
    }

    private void check(long above) {
        phase = Phase.CHECKING;
        getContext().getSelf().tell(new Check(above, 0));
    }

    private Behavior<Command> onCheck(Check message) {
        getContext()
                .pipeToSelf(
                        ports.control().read(TermClaim.key(service)),
                        (entry, failure) -> new Checked(entry, message.above(), message.failures(), failure));
        return this;
    }

    private Behavior<Command> onChecked(Checked message) {
        if (message.failure() != null) {
            return retry(
                    "read the owner",
                    message.failure(),
                    message.failures(),
                    failures -> new Check(message.above(), failures));
        }
        Optional<String> owner =
                message.entry().map(entry -> ServiceRecord.decode(entry.value()).owner());
        if (owner.isPresent() && !owner.get().equals(claim.owner())) {
            getContext().getLog().warn("{}: planner {} stops, {} took over", service, claim.owner(), owner.get());
            return Behaviors.stopped();
        }
        if (owner.isPresent() && message.above() == 0) {
            return activate();
        }
        getContext().getSelf().tell(new Claim(message.above(), 0)); // the control state lost our term or is behind it
        return this;
    }

    private Behavior<Command> retry(String what, Throwable failure, int failures, IntFunction<Command> again) {
        getContext().getLog().warn("{}: cannot {}: {}", service, what, failure.getMessage());
        timers.startSingleTimer(what, again.apply(failures + 1), settings.retryAfter(failures));
        return this;
    }

    // --- active

    private Behavior<Command> onTick(DecideTick tick) {
        Duration late = Duration.ofNanos(ports.nanos().getAsLong() - tick.dueNanos());
        if (late.compareTo(state.orElseThrow().tickInterval()) <= 0) {
            run(state.orElseThrow().tick(now()));
            askOptimizers();
        } else {
            getContext().getLog().warn("{}: a tick {} late is dropped", service, late);
        }
        armTick();
        return this;
    }

    private void askOptimizers() {
        if (!state.orElseThrow().hasOptimizers()) {
            return;
        }
        Step<PlannerState, OptimizerQuestion> asking = state.orElseThrow().asking(now());
        state = Optional.of(asking.next());
        CompletionStage<List<OptimizerReply>> all = CompletableFuture.completedFuture(List.of());
        for (OptimizerQuestion question : asking.effects()) {
            all = all.thenCombine(
                    ports.optimizers().apply(question.optimizer(), question.window()), ServicePlanner::plus);
        }
        if (!asking.effects().isEmpty()) {
            getContext().pipeToSelf(all, (replies, failure) -> new Optimized(replies == null ? List.of() : replies));
        }
    }

    private static List<OptimizerReply> plus(List<OptimizerReply> replies, OptimizerAnswer answer) {
        List<OptimizerReply> next = new ArrayList<>(replies);
        if (answer instanceof OptimizerAnswer.Accepted accepted) {
            next.add(OptimizerReply.of(accepted.round()));
        } else if (answer instanceof OptimizerAnswer.Refused refused) {
            next.add(new OptimizerReply(refused.optimizer(), Optional.empty(), refused.reason(), true));
        } else if (answer instanceof OptimizerAnswer.Unavailable unavailable) {
            next.add(new OptimizerReply(unavailable.optimizer(), Optional.empty(), unavailable.reason(), false));
        }
        return next;
    }

    private Behavior<Command> onOptimized(Optimized answers) {
        return run(state.orElseThrow().optimized(now(), answers.replies()));
    }

    private void armTick() {
        Duration interval = state.map(PlannerState::tickInterval).orElse(BEAT_EVERY);
        var tick = new DecideTick(ports.nanos().getAsLong() + interval.toNanos());
        timers.startSingleTimer("tick", tick, interval);
    }

    private Behavior<Command> onDirected(Directive directive) {
        String label = directive.policy().map(PolicyRef::label).orElse("");
        Duration before = state.orElseThrow().tickInterval();
        run(state.orElseThrow()
                .directive(now(), directive.policy().map(PolicyRef::policy), label, directive.frozenBecause()));
        if (phase == Phase.ACTIVE && !before.equals(state.orElseThrow().tickInterval())) {
            armTick();
        }
        return this;
    }

    private Behavior<Command> onRefitEnded(RefitEnded ended) {
        if (ended.failure() != null) {
            getContext()
                    .getLog()
                    .warn(
                            "{}: cannot refit the forecast of {}",
                            service,
                            ended.rule().metric(),
                            ended.failure());
        }
        return run(state.orElseThrow().refitted(now(), ended.rule(), Optional.ofNullable(ended.refitted())));
    }

    private Behavior<Command> onRecalled(Recalled recalled) {
        if (recalled.failure() != null) {
            getContext()
                    .getLog()
                    .info(
                            "{}: history of {} is not known, its forecast begins now: {}",
                            service,
                            recalled.rule().metric(),
                            recalled.failure().getMessage());
            return this;
        }
        return run(state.orElseThrow()
                .recalled(
                        now(),
                        recalled.rule(),
                        recalled.totals().at(),
                        recalled.totals().loads()));
    }

    private Behavior<Command> onReports(Reports reports) {
        for (NodeSample report : reports.samples()) {
            if (sessions.hears(report.node(), reports.session())) {
                watch(reports.session());
            }
            run(state.orElseThrow().observed(now(), report.node(), report.sample()));
        }
        reports.replyTo().tell(new Seen(reports.samples().size()));
        return this;
    }

    private Behavior<Command> onConnected(NodeConnected node) {
        if (sessions.hears(node.node(), node.session())) {
            watch(node.session());
        }
        sessions.introduced(node.node());
        return run(state.orElseThrow()
                .connected(now(), node.node(), node.agent(), node.jvm(), node.capabilities(), node.inForce()));
    }

    private Behavior<Command> onGone(NodeGone gone) {
        sessions.exited(gone.node());
        return run(state.orElseThrow().gone(now(), gone.node(), gone.exited(), gone.reason()));
    }

    private Behavior<Command> onAnswered(NodeAnswered answered) {
        var result = answered.result();
        return run(state.orElseThrow()
                .answered(
                        now(),
                        answered.node(),
                        result.token(),
                        result.revision(),
                        result.outcome(),
                        result.detail(),
                        result.effects(),
                        result.inForce()));
    }

    private Behavior<Command> onInstances(AgentInstances told) {
        if (sessions.hears(told.agent(), told.session())) {
            watch(told.session());
        }
        var instances = told.instances();
        return run(state.orElseThrow()
                .instances(
                        now(),
                        told.agent(),
                        instances.token(),
                        instances.revision(),
                        instances.target(),
                        instances.limit(),
                        instances.instances()));
    }

    private Behavior<Command> onRefused(AgentRefused answer) {
        var refused = answer.refused();
        return run(state.orElseThrow()
                .instancesRefused(
                        now(),
                        answer.agent(),
                        refused.token(),
                        refused.revision(),
                        refused.outcome(),
                        refused.detail()));
    }

    private Behavior<Command> onAgentGone(AgentGone gone) {
        sessions.lost(gone.agent());
        return run(state.orElseThrow().agentGone(now(), gone.agent()));
    }

    private void watch(ActorRef<SessionProtocol.Command> session) {
        getContext().watchWith(session, new SessionEnded(session));
    }

    private Behavior<Command> onSessionEnded(SessionEnded ended) {
        Sessions.Lost lost = sessions.ended(ended.session());
        lost.nodes().forEach(node -> run(state.orElseThrow().gone(now(), node, false, "link lost")));
        lost.agents().forEach(agent -> run(state.orElseThrow().agentGone(now(), agent)));
        return this;
    }

    private Behavior<Command> onDescribe(Describe describe) {
        describe.replyTo()
                .tell(state.map(known -> known.view(now()))
                        .orElseGet(() -> new ServiceView(
                                service,
                                ports.member(),
                                Token.NONE,
                                "recovering",
                                "",
                                -1,
                                List.of(),
                                List.of(),
                                List.of(),
                                Optional.empty(),
                                List.of(),
                                List.of())));
        return this;
    }

    // --- effects

    private Behavior<Command> run(Step<PlannerState, Effect> step) {
        state = Optional.of(step.next());
        step.effects().forEach(this::act);
        return this;
    }

    private void act(Effect effect) {
        if (effect instanceof Effect.SendToNode send) {
            sessions.of(send.node()).ifPresent(to -> to.tell(new ToNode(send.node(), send.message())));
        } else if (effect instanceof Effect.SendToAgent send) {
            sessions.of(send.agent()).ifPresent(to -> to.tell(new ToAgent(send.message())));
        } else if (effect instanceof Effect.Remember remember) {
            ports.decisions().remember(remember.decision(), remember.version());
        } else if (effect instanceof Effect.Introduce introduce) {
            sessions.introducer(introduce.node(), ports.nanos().getAsLong())
                    .ifPresent(to -> to.tell(new Introduce(introduce.node())));
        } else if (effect instanceof Effect.Refit refit) {
            Executor elsewhere = getContext().getSystem().dispatchers().lookup(DispatcherSelector.blocking());
            getContext()
                    .pipeToSelf(
                            CompletableFuture.supplyAsync(refit.work()::run, elsewhere),
                            (refitted, failure) -> new RefitEnded(refit.rule(), refitted, failure));
        } else if (effect instanceof Effect.Recall recall) {
            getContext()
                    .pipeToSelf(
                            ports.loads()
                                    .totals(
                                            service,
                                            recall.rule().metric(),
                                            recall.from(),
                                            recall.to(),
                                            recall.bucket()),
                            (totals, failure) -> new Recalled(recall.rule(), totals, failure));
        } else if (effect instanceof Effect.Save save) {
            saves.next(save.record());
            getContext().getSelf().tell(new WriteRecord(0));
        } else if (effect instanceof Effect.Superseded superseded && phase == Phase.ACTIVE) {
            check(superseded.highest().term());
        }
    }

    private Behavior<Command> onWriteRecord(WriteRecord message) {
        if (saves.exhausted()) {
            getContext().getSelf().tell(new Claim(0, 0));
            return this;
        }
        saves.start()
                .ifPresent(saving -> getContext()
                        .pipeToSelf(
                                ports.control().write(saving.entry()),
                                (written, failure) -> new Written(saving.record(), message.failures(), failure)));
        return this;
    }

    private Behavior<Command> onWritten(Written message) {
        saves.ended(message.record(), message.failure() == null);
        if (message.failure() != null && message.failures() >= FAILURES_BEFORE_CHECK && phase == Phase.ACTIVE) {
            check(0);
        }
        if (message.failure() != null) {
            return retry("save the record", message.failure(), message.failures(), WriteRecord::new);
        }
        getContext().getSelf().tell(new WriteRecord(0));
        return this;
    }

    private Behavior<Command> onStop() {
        orders.ifPresent(ControlStore.Subscription::close);
        return this;
    }

    private Instant now() {
        return ports.clock().instant();
    }
}
