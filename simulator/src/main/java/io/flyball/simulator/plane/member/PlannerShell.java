package io.flyball.simulator.plane.member;

import io.flyball.planner.service.Effect;
import io.flyball.planner.service.LoopWatch;
import io.flyball.planner.service.PlannerSettings;
import io.flyball.planner.service.PlannerState;
import io.flyball.planner.service.RecordSaves;
import io.flyball.planner.service.ServiceRecord;
import io.flyball.planner.service.TermClaim;
import io.flyball.protocol.message.HistoryProtocol.Row;
import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.message.LinkMessage.CommandResult;
import io.flyball.protocol.message.LinkMessage.Instances;
import io.flyball.protocol.message.LinkMessage.InstancesRefused;
import io.flyball.protocol.message.LinkMessage.NodeUp;
import io.flyball.protocol.message.ServiceProtocol.ServiceView;
import io.flyball.protocol.model.DecisionRecord;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Step;
import io.flyball.simulator.plane.check.PlannerCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Shell of {@link PlannerState}, with the phases of the planner actor: claims a term, acts, asks whether it still may. */
public final class PlannerShell {
    private static final int FAILURES_BEFORE_CHECK = 3;

    private enum Phase {
        CLAIMING,
        ACTIVE,
        CHECKING,
        STOPPED
    }

    private final SimMember member;
    private final MemberScene scene;
    private final ServiceName service;
    private final PlannerSettings settings = PlannerSettings.DEFAULT;
    private final TermClaim claim;
    private final LoopWatch watch;
    private final RecordSaves saves;
    private final Reach reach = new Reach();
    private final Deque<Consumer<PlannerShell>> stash = new ArrayDeque<>();
    private final Map<NodeId, Sample> known = new TreeMap<>();
    private Phase phase = Phase.CLAIMING;
    private Optional<PlannerState> state = Optional.empty();
    private PlannerCheck check;
    private int armed;
    private long orders;

    PlannerShell(SimMember member, MemberScene scene, ServiceName service, int incarnation) {
        this.member = member;
        this.scene = scene;
        this.service = service;
        this.claim = new TermClaim(member.control(), service, member.name() + "@" + incarnation, member.host()::wall);
        this.watch = new LoopWatch(settings.sleepLimit(), nanos(), now());
        this.saves = new RecordSaves(claim);
        member.host().after(0, () -> claim(0, 0));
    }

    private Instant now() {
        return member.host().wall();
    }

    private long nanos() {
        return member.host().nanos();
    }

    boolean isStopped() {
        return phase == Phase.STOPPED;
    }

    void stop() {
        phase = Phase.STOPPED;
        scene.log().note(member.name(), "planner of " + service + " stops");
    }

    /** What it knows, once it has a term. */
    public Optional<ServiceView> view() {
        return state.map(known -> known.view(now()));
    }

    public PlannerCheck check() {
        return check;
    }

    // ---- before it may act

    void receive(Consumer<PlannerShell> message) {
        if (phase == Phase.STOPPED) {
            return;
        }
        if (phase == Phase.ACTIVE && !overslept()) {
            message.accept(this);
            return;
        }
        if (phase == Phase.ACTIVE) {
            check(0);
        }
        if (stash.size() < settings.stash()) {
            stash.addLast(message);
        }
    }

    private void claim(long above, int failures) {
        phase = Phase.CLAIMING;
        claim.take(above).whenComplete((claimed, failure) -> {
            if (phase == Phase.STOPPED) {
                return;
            }
            if (failure != null) {
                retry(failures, () -> claim(above, failures + 1));
            } else {
                claimed(claimed);
            }
        });
    }

    private void claimed(TermClaim.Claimed claimed) {
        scene.log().note(member.name(), "plans " + service + " with " + claimed.token());
        saves.begin(claimed.record().term());
        state = Optional.of(
                PlannerState.recovering(service, member.name(), claimed.token(), claimed.remembered(), now()));
        check = scene.checks().planner(service, claimed.token());
        known.clear();
        orders = 0;
        learnOrders();
        armTick();
        activate();
    }

    private void activate() {
        phase = Phase.ACTIVE;
        watch.beat(nanos(), now());
        while (phase == Phase.ACTIVE && !stash.isEmpty()) {
            stash.pollFirst().accept(this);
        }
    }

    private void retry(int failures, Runnable again) {
        member.host().after(settings.retryAfter(failures).toMillis(), () -> {
            if (phase != Phase.STOPPED) {
                again.run();
            }
        });
    }

    // ---- may it still act?

    /** Once a second. */
    void second() {
        if (phase == Phase.ACTIVE && overslept()) {
            check(0);
        } else if (phase == Phase.ACTIVE) {
            watch.beat(nanos(), now());
            learnOrders();
            reach.lost(
                            member.host().mono(),
                            session -> session.member().host().isUp()
                                    && scene.network()
                                            .areConnected(
                                                    member.host(),
                                                    session.member().host()))
                    .forEach(this::lost);
        }
    }

    private boolean overslept() {
        return watch.overslept(nanos(), now());
    }

    private void check(long above) {
        phase = Phase.CHECKING;
        member.host().after(0, () -> check(above, 0));
    }

    private void check(long above, int failures) {
        member.control().read(TermClaim.key(service)).whenComplete((entry, failure) -> {
            if (phase == Phase.STOPPED) {
                return;
            }
            if (failure != null) {
                retry(failures, () -> check(above, failures + 1));
                return;
            }
            Optional<String> owner =
                    entry.map(found -> ServiceRecord.decode(found.value()).owner());
            if (owner.isPresent() && !owner.get().equals(claim.owner())) {
                stop();
            } else if (owner.isPresent() && above == 0) {
                activate();
            } else {
                claim(above, 0);
            }
        });
    }

    // ---- active

    private void armTick() {
        int mine = ++armed;
        Duration interval = state.orElseThrow().tickInterval();
        long due = nanos() + interval.toNanos();
        member.host().after(interval.toMillis(), () -> {
            if (mine == armed && phase != Phase.STOPPED) {
                receiveTick(due);
            }
        });
    }

    private void receiveTick(long due) {
        if (phase == Phase.ACTIVE && !overslept()) {
            Duration late = Duration.ofNanos(nanos() - due);
            if (late.compareTo(state.orElseThrow().tickInterval()) <= 0) {
                if (scene.seams().repeatsOldSamples()) {
                    known.forEach(this::observe);
                }
                run(state.orElseThrow().tick(now()));
            }
        } else if (phase == Phase.ACTIVE) {
            check(0);
        }
        armTick();
    }

    private void learnOrders() {
        People.Order order = member.orders(service);
        if (order != null && order.version() != orders) {
            orders = order.version();
            check.directed(Optional.of(order.policy()));
            run(state.orElseThrow()
                    .directive(
                            now(),
                            Optional.of(scene.seams().directed(order.policy())),
                            "p#" + order.version(),
                            order.frozenBecause()));
        }
    }

    void connected(NodeUp up, String agent, SessionShell session) {
        reach.hears(up.node(), session, member.host().mono());
        reach.introduced(up.node());
        known.putIfAbsent(up.node(), NOTHING);
        run(state.orElseThrow().connected(now(), up.node(), agent, up.jvm(), up.capabilities(), up.inForce()));
    }

    private static final Sample NOTHING = new Sample(Instant.EPOCH, Map.of());

    void gone(NodeId node, String reason) {
        reach.exited(node);
        known.remove(node);
        check.exited(node);
        run(state.orElseThrow().gone(now(), node, true, reason));
    }

    void reports(List<Row> rows, SessionShell session) {
        for (Row row : rows) {
            reach.hears(row.node(), session, member.host().mono());
            boolean isKnown = known.computeIfPresent(
                            row.node(),
                            (node, was) -> was.at().isAfter(row.sample().at()) ? was : row.sample())
                    != null;
            check.delivered(now(), row.node(), row.sample(), isKnown);
            observe(row.node(), row.sample());
        }
        scene.network().tell(member.host(), session.member().host(), () -> session.seen(service));
    }

    private void observe(NodeId node, Sample sample) {
        if (sample != NOTHING) {
            run(state.orElseThrow().observed(now(), node, scene.seams().observed(now(), node, sample)));
        }
    }

    void answered(NodeId node, CommandResult result) {
        run(state.orElseThrow()
                .answered(
                        now(),
                        node,
                        result.token(),
                        result.revision(),
                        result.outcome(),
                        result.detail(),
                        result.effects(),
                        result.inForce()));
    }

    void instances(String agent, Instances told, SessionShell session) {
        reach.hears(agent, session, member.host().mono());
        check.told(agent, told);
        run(state.orElseThrow()
                .instances(now(), agent, told.token(), told.revision(), told.target(), told.limit(), told.instances()));
    }

    void refused(String agent, InstancesRefused refused) {
        run(state.orElseThrow()
                .instancesRefused(
                        now(), agent, refused.token(), refused.revision(), refused.outcome(), refused.detail()));
    }

    private void lost(Reach.Lost lost) {
        lost.nodes().forEach(node -> run(state.orElseThrow().gone(now(), node, false, "link lost")));
        lost.agents().forEach(agent -> run(state.orElseThrow().agentGone(now(), agent)));
    }

    // ---- effects

    private void run(Step<PlannerState, Effect> step) {
        state = Optional.of(step.next());
        step.effects().forEach(this::act);
    }

    private void act(Effect effect) {
        if (effect instanceof Effect.SendToNode send) {
            if (send.message() instanceof LinkMessage.Command command) {
                check.commands(command, known.size());
            }
            tell(reach.of(send.node()), session -> session.toNode(send.node(), send.message()));
        } else if (effect instanceof Effect.SendToAgent send) {
            tell(reach.of(send.agent()), session -> session.toAgent(send.message()));
        } else if (effect instanceof Effect.Remember remember) {
            remember(remember.decision());
        } else if (effect instanceof Effect.Introduce introduce) {
            if (reach.mayIntroduce(introduce.node(), member.host().mono())) {
                tell(reach.of(introduce.node()), session -> session.introduce(introduce.node()));
            }
        } else if (effect instanceof Effect.Save save) {
            saves.next(save.record());
            member.host().after(0, () -> writeRecord(0));
        } else if (effect instanceof Effect.Superseded superseded && phase == Phase.ACTIVE) {
            check(superseded.highest().term());
        }
    }

    private void tell(SessionShell session, Consumer<SessionShell> message) {
        if (session != null) {
            scene.network().tell(member.host(), session.member().host(), () -> {
                if (session.isOpen()) {
                    message.accept(session);
                }
            });
        }
    }

    private void remember(DecisionRecord decision) {
        scene.log()
                .note(
                        member.name(),
                        decision.id().hashCode() * 31L
                                + decision.to().hashCode()
                                + decision.outcome().name().hashCode(),
                        () -> "%s %s %s: %s -> %s %s"
                                .formatted(
                                        decision.id(),
                                        decision.outcome(),
                                        decision.subject(),
                                        decision.from(),
                                        decision.to(),
                                        decision.reasons()));
        check.decided(now(), decision);
    }

    private void writeRecord(int failures) {
        if (phase == Phase.STOPPED) {
            return;
        }
        if (saves.exhausted()) {
            claim(0, 0);
            return;
        }
        saves.start()
                .ifPresent(saving -> member.control().write(saving.entry()).whenComplete((written, failure) -> {
                    saves.ended(saving.record(), failure == null);
                    if (phase == Phase.STOPPED) {
                        return;
                    }
                    if (failure == null) {
                        member.host().after(0, () -> writeRecord(0));
                        return;
                    }
                    if (failures >= FAILURES_BEFORE_CHECK && phase == Phase.ACTIVE) {
                        check(0);
                    }
                    retry(failures, () -> writeRecord(failures + 1));
                }));
    }
}
