package io.flyball.simulator.controller;

import io.flyball.planner.service.Effect;
import io.flyball.planner.service.PlannerState;
import io.flyball.planner.service.ServiceRecord;
import io.flyball.policy.document.Policy;
import io.flyball.protocol.message.LinkMessage.CommandResult;
import io.flyball.protocol.message.LinkMessage.SetInstances;
import io.flyball.protocol.model.DecisionRecord;
import io.flyball.protocol.model.DecisionRecord.Outcome;
import io.flyball.protocol.model.InstanceState;
import io.flyball.protocol.model.InstanceView;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Step;
import io.flyball.protocol.model.Token;
import io.flyball.simulator.engine.VirtualTime;
import io.flyball.simulator.plant.Fleet;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The planner itself: its own states, fed with what the virtual fleet reports and asked at each period. What its shell does
 * (send, store, fit a model elsewhere) happens here at once.
 */
public final class Flyball implements Controller {
    private static final String MEMBER = "simulated";

    private final String name;
    private final Policy policy;
    private final VirtualSupervisor supervisor = new VirtualSupervisor();
    private final Map<NodeId, VirtualSettings> nodes = new LinkedHashMap<>();
    private final Set<NodeId> introduced = new LinkedHashSet<>();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<Mark> marks = new ArrayList<>();
    private Optional<ServiceRecord> saved = Optional.empty();
    private Optional<PlannerState> planner = Optional.empty();
    private Fleet fleet;
    private Instant now;
    private long millis;
    private long term;

    /** What a node answered, until the planner hears of it. */
    private record Answer(NodeId node, CommandResult result) {}

    public Flyball(Policy policy) {
        this("flyball", policy);
    }

    /**
     * @param name under which it is compared with others
     * @param policy in force; what it says of rollouts and automation is not simulated
     */
    public Flyball(String name, Policy policy) {
        this.name = name;
        this.policy = policy;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void tick(long at, Fleet seen) {
        fleet = seen;
        millis = Math.max(millis, at); // leases go by a clock that never goes back
        now = VirtualTime.at(at);
        if (planner.isEmpty()) {
            begin();
        }
        List<InstanceView> instances = fleet.instances();
        if (supervisor.isNews(instances)) {
            tell(instances);
        }
        for (Fleet.Report report : fleet.reports()) {
            NodeId node = report.node();
            if (introduced.add(node)) {
                run(planner.get()
                        .connected(
                                now,
                                node,
                                VirtualSupervisor.NAME,
                                "virtual",
                                fleet.capabilities(),
                                settings(node).inForce()));
            }
            settings(node).tick();
            run(planner.get().observed(now, node, report.sample()));
        }
        run(planner.get().tick(now));
        hear();
    }

    private VirtualSettings settings(NodeId node) {
        return nodes.computeIfAbsent(
                node,
                id -> new VirtualSettings(
                        id,
                        policy.service(),
                        () -> fleet,
                        () -> millis,
                        result -> answers.add(new Answer(id, result))));
    }

    private void hear() {
        for (Answer answer = answers.poll(); answer != null; answer = answers.poll()) {
            CommandResult result = answer.result();
            run(planner.get()
                    .answered(
                            now,
                            answer.node(),
                            result.token(),
                            result.revision(),
                            result.outcome(),
                            result.detail(),
                            result.effects(),
                            result.inForce()));
        }
    }

    /** A planner that knows what the last one saved, and nothing else. */
    private void begin() {
        term++;
        PlannerState fresh = PlannerState.recovering(policy.service(), MEMBER, new Token(term, MEMBER), saved, now);
        planner = Optional.of(fresh);
        introduced.clear();
        run(fresh.directive(now, Optional.of(policy), policy.name() + "#simulated", Optional.empty()));
        tell(fleet.instances());
    }

    @Override
    public void failOver(long at) {
        planner = Optional.empty();
    }

    private void tell(List<InstanceView> instances) {
        Set<NodeId> alive = new LinkedHashSet<>();
        for (InstanceView instance : instances) {
            if (instance.state() == InstanceState.READY || instance.state() == InstanceState.STARTING) {
                alive.add(instance.node());
            }
        }
        run(planner.get()
                .instances(
                        now,
                        VirtualSupervisor.NAME,
                        supervisor.token(),
                        supervisor.revision(),
                        fleet.target(),
                        supervisor.limit(),
                        instances));
        for (NodeId node : List.copyOf(introduced)) {
            if (!alive.contains(node)) {
                introduced.remove(node);
                nodes.remove(node);
                run(planner.get().gone(now, node, true, "stopped"));
            }
        }
    }

    private void run(Step<PlannerState, Effect> taken) {
        planner = Optional.of(taken.next());
        for (Effect effect : taken.effects()) {
            if (effect instanceof Effect.SendToAgent send && send.message() instanceof SetInstances command) {
                obey(command);
            } else if (effect instanceof Effect.SendToNode send && introduced.contains(send.node())) {
                settings(send.node()).take(send.message());
            } else if (effect instanceof Effect.Remember remember) {
                remember(remember.decision());
            } else if (effect instanceof Effect.Save save) {
                saved = Optional.of(save.record());
            } else if (effect instanceof Effect.Refit refit) { // virtual time waits for it
                run(planner.get()
                        .refitted(now, refit.rule(), Optional.of(refit.work().run())));
            }
        }
    }

    private void obey(SetInstances command) {
        if (supervisor.obey(command, fleet)) {
            List<InstanceView> instances = fleet.instances();
            supervisor.isNews(instances);
            tell(instances);
        }
    }

    private void remember(DecisionRecord decision) {
        if (decision.outcome() != Outcome.WITHHELD) {
            List<String> reasons = new ArrayList<>(decision.reasons());
            if (decision.outcome() != Outcome.APPLIED) {
                reasons.add(0, decision.outcome().toString());
            }
            marks.add(new Mark(millis, decision.subject(), decision.from(), decision.to(), reasons));
        }
    }

    @Override
    public List<Mark> marks() {
        List<Mark> taken = List.copyOf(marks);
        marks.clear();
        return taken;
    }
}
