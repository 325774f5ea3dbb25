package io.flyball.planner.service;

import io.flyball.policy.document.Policy;
import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.model.DecisionRecord;
import io.flyball.protocol.model.DecisionRecord.Outcome;
import io.flyball.protocol.model.InstanceState;
import io.flyball.protocol.model.InstanceView;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Step;
import io.flyball.protocol.model.Token;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** A service of simulated nodes, one agent that starts and stops them, and the planner under test; one step a second. */
final class SimulatedService {
    static final ServiceName SHOP = new ServiceName("shop");
    private static final int START_SECONDS = 3;
    private static final long THREADS_AT_START = 4;

    final Map<NodeId, SimulatedNode> nodes = new TreeMap<>();
    final Map<String, DecisionRecord> decisions = new LinkedHashMap<>();
    final List<DecisionRecord> remembered = new ArrayList<>();
    final List<ServiceRecord> saved = new ArrayList<>();
    final List<Token> superseded = new ArrayList<>();
    final List<Effect.Recall> recalls = new ArrayList<>();
    final boolean hasAgent;
    PlannerState planner;
    /** What an instance that starts later is given. */
    Consumer<SimulatedNode> equipment = node -> {};

    BiConsumer<NodeId, LinkMessage.ToAgent> onSend = (node, message) -> {};
    Instant now = Instant.parse("2026-11-23T00:00:00Z");
    double offered;
    double noise;
    boolean silent;
    private final Set<NodeId> muted = new HashSet<>();
    private final Set<NodeId> deaf = new HashSet<>();
    private final Map<NodeId, Instant> startingUntil = new TreeMap<>();
    private final SplittableRandom random;
    private int target;
    private Token agentToken = Token.NONE;
    private long agentRevision;
    private int started;

    SimulatedService(int instances, boolean hasAgent, long seed) {
        this.hasAgent = hasAgent;
        this.random = new SplittableRandom(seed);
        this.target = instances;
        planner = PlannerState.recovering(SHOP, "m1", new Token(1, "m1@aa"), Optional.empty(), now);
        for (int i = 0; i < instances; i++) {
            add();
        }
    }

    SimulatedService policy(Policy policy) {
        run(state -> state.directive(now, Optional.of(policy), policy.name() + "#1", Optional.empty()));
        return this;
    }

    SimulatedService introduceAll() {
        nodes.values().forEach(this::introduce);
        tellInstances();
        return this;
    }

    void introduce(SimulatedNode node) {
        run(state -> state.connected(now, node.id, "host-a", "17.0.15 G1 pid 1", node.capabilities(), node.inForce()));
    }

    private SimulatedNode add() {
        SimulatedNode node = new SimulatedNode("shop-" + ++started, THREADS_AT_START);
        equipment.accept(node);
        nodes.put(node.id, node);
        return node;
    }

    /** The node works on, but its samples are lost. */
    void mute(NodeId node) {
        muted.add(node);
    }

    /** Every disturbance is over; nodes that were cut off are introduced again. */
    void calm() {
        muted.clear();
        deaf.clear();
        silent = false;
        for (SimulatedNode node : List.copyOf(nodes.values())) {
            if (!startingUntil.containsKey(node.id)) {
                introduce(node);
            }
        }
        policy(Policies.demo());
    }

    /** Messages to the node are lost. */
    void deafen(NodeId node) {
        deaf.add(node);
    }

    void seconds(int count) {
        for (int i = 0; i < count; i++) {
            second();
        }
    }

    private void second() {
        now = now.plusSeconds(1);
        instancesStart();
        distribute();
        for (SimulatedNode node : List.copyOf(nodes.values())) {
            Sample sample = node.step(now, noise * (random.nextDouble() * 2 - 1));
            if (startingUntil.containsKey(node.id)) {
                continue;
            }
            if (!silent && !muted.contains(node.id)) {
                run(state -> state.observed(now, node.id, sample));
            }
            node.lease(now).ifPresent(result -> answer(node, result));
        }
        run(state -> state.tick(now));
    }

    /** Least outstanding: everyone ends with the same wait, as far as arrivals allow. */
    private void distribute() {
        List<SimulatedNode> ready = nodes.values().stream()
                .filter(node -> !startingUntil.containsKey(node.id))
                .toList();
        ready.forEach(node -> node.arrivals = 0);
        int parts = 100;
        for (int i = 0; i < parts && !ready.isEmpty(); i++) {
            SimulatedNode least = ready.get(0);
            for (SimulatedNode node : ready) {
                if (load(node) < load(least)) {
                    least = node;
                }
            }
            least.arrivals += offered / parts;
        }
    }

    private static double load(SimulatedNode node) {
        return (node.waiting() + node.arrivals) / node.threads();
    }

    private void instancesStart() {
        if (!hasAgent) {
            return;
        }
        boolean changed = false;
        for (SimulatedNode node : List.copyOf(nodes.values())) {
            Instant until = startingUntil.get(node.id);
            if (until != null && !now.isBefore(until)) {
                startingUntil.remove(node.id);
                introduce(node);
                changed = true;
            }
        }
        while (nodes.size() < target) {
            startingUntil.put(add().id, now.plusSeconds(START_SECONDS));
            changed = true;
        }
        while (nodes.size() > target) {
            NodeId last = new ArrayList<>(nodes.keySet()).get(nodes.size() - 1);
            nodes.remove(last);
            startingUntil.remove(last);
            run(state -> state.gone(now, last, true, "stopped"));
            changed = true;
        }
        if (changed) {
            tellInstances();
        }
    }

    private void tellInstances() {
        if (hasAgent) {
            List<InstanceView> views = nodes.keySet().stream()
                    .map(id -> new InstanceView(
                            id,
                            startingUntil.containsKey(id) ? InstanceState.STARTING : InstanceState.READY,
                            9000,
                            1,
                            ""))
                    .toList();
            run(state -> state.instances(now, "host-a", agentToken, agentRevision, target, 10, views));
        }
    }

    void run(Function<PlannerState, Step<PlannerState, Effect>> turn) {
        Step<PlannerState, Effect> step = turn.apply(planner);
        planner = step.next();
        Deque<Effect> effects = new ArrayDeque<>(step.effects());
        effects.forEach(this::carryOut);
    }

    private void carryOut(Effect effect) {
        if (effect instanceof Effect.SendToNode send) {
            onSend.accept(send.node(), send.message());
            SimulatedNode node = nodes.get(send.node());
            if (node != null && !deaf.contains(send.node())) {
                LinkMessage.CommandResult result = node.on(now, send.message());
                if (result != null) {
                    answer(node, result);
                }
            }
        } else if (effect instanceof Effect.SendToAgent send) {
            set((LinkMessage.SetInstances) send.message());
        } else if (effect instanceof Effect.Remember remember) {
            decisions.put(remember.decision().id(), remember.decision());
            remembered.add(remember.decision());
        } else if (effect instanceof Effect.Save save) {
            saved.add(save.record());
        } else if (effect instanceof Effect.Superseded by) {
            superseded.add(by.highest());
        } else if (effect instanceof Effect.Refit refit) {
            run(state ->
                    state.refitted(now, refit.rule(), Optional.of(refit.work().run())));
        } else if (effect instanceof Effect.Recall recall) {
            recalls.add(recall);
        } else if (effect instanceof Effect.Introduce introduce) {
            Optional.ofNullable(nodes.get(introduce.node())).ifPresent(this::introduce);
        }
    }

    private void answer(SimulatedNode node, LinkMessage.CommandResult result) {
        run(state -> state.answered(
                now,
                node.id,
                result.token(),
                result.revision(),
                result.outcome(),
                result.detail(),
                result.effects(),
                result.inForce()));
    }

    private void set(LinkMessage.SetInstances command) {
        if (command.token().isOlderThan(agentToken)
                || (command.token().equals(agentToken) && command.revision() <= agentRevision)) {
            return;
        }
        agentToken = command.token();
        agentRevision = command.revision();
        target = command.count();
        tellInstances();
    }

    List<DecisionRecord> with(Outcome outcome) {
        return decisions.values().stream()
                .filter(decision -> decision.outcome() == outcome)
                .toList();
    }

    int target() {
        return target;
    }

    /** One line per decision, for failures of tests. */
    String story() {
        StringBuilder story = new StringBuilder();
        for (DecisionRecord decision : decisions.values()) {
            story.append(decision.at().toString(), 14, 19)
                    .append(' ')
                    .append(decision.outcome())
                    .append(' ')
                    .append(decision.subject())
                    .append(' ')
                    .append(decision.nodes())
                    .append(' ')
                    .append(decision.from())
                    .append(" -> ")
                    .append(decision.to())
                    .append("\n      ")
                    .append(String.join("\n      ", decision.reasons()))
                    .append('\n');
        }
        return story.toString();
    }
}
