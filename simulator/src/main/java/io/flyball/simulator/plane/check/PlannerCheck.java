package io.flyball.simulator.plane.check;

import io.flyball.policy.document.Policy;
import io.flyball.policy.document.ScalingConfig;
import io.flyball.policy.document.ScalingRule;
import io.flyball.policy.document.ScalingRule.Load;
import io.flyball.policy.document.ScalingRule.Resource;
import io.flyball.protocol.message.LinkMessage.Command;
import io.flyball.protocol.message.LinkMessage.Instances;
import io.flyball.protocol.model.DecisionRecord;
import io.flyball.protocol.model.DecisionRecord.Kind;
import io.flyball.protocol.model.DecisionRecord.Outcome;
import io.flyball.protocol.model.InstanceState;
import io.flyball.protocol.model.InstanceView;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.Token;
import io.flyball.simulator.plane.world.Timeline;
import io.flyball.simulator.plane.world.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** One planner: what was really delivered to it, under the policy that people gave it, against what it decides. */
public final class PlannerCheck {
    /** A sample may be under way for so long before the planner hears of it. */
    static final long ON_ITS_WAY = 10_000;

    private static final int KEPT = 40;

    private record Heard(Sample sample, long at) {}

    private record Move(Instant at, int count) {}

    private final Timeline time;
    private final Token token;
    private final TrialBook trials;
    private final Map<NodeId, Deque<Heard>> samples = new TreeMap<>();
    private final Map<String, Instances> told = new TreeMap<>();
    private final Map<String, Outcome> open = new TreeMap<>();
    private final List<Move> moves = new ArrayList<>();
    private Optional<Policy> policy = Optional.empty();
    private Optional<Instant> firstSampleAt = Optional.empty();

    PlannerCheck(Timeline time, Token token, TrialBook trials) {
        this.time = time;
        this.token = token;
        this.trials = trials;
    }

    public void directed(Optional<Policy> people) {
        policy = people;
    }

    public void told(String agent, Instances instances) {
        told.put(agent, instances);
    }

    public void exited(NodeId node) {
        samples.remove(node);
    }

    /** @param isKnown the node was introduced, so that the planner looks at the sample */
    public void delivered(Instant now, NodeId node, Sample sample, boolean isKnown) {
        if (!isKnown) {
            return;
        }
        firstSampleAt = firstSampleAt.or(() -> Optional.of(now));
        Deque<Heard> heard = samples.computeIfAbsent(node, id -> new ArrayDeque<>());
        heard.addLast(new Heard(sample, time.now()));
        if (heard.size() > KEPT) {
            heard.removeFirst();
        }
    }

    /** A trial is sent to one node. @param capable nodes that have the knob */
    public void commands(Command command, int capable) {
        policy.flatMap(Policy::threads)
                .ifPresent(threads -> command.settings().stream()
                        .filter(setting -> setting.knob().equals(threads.knob()))
                        .filter(setting -> setting.value() < threads.min() || setting.value() > threads.max())
                        .forEach(setting -> {
                            throw new Violation(
                                    "bounds",
                                    "%s sends %s, policy [%d, %d]"
                                            .formatted(token, setting, threads.min(), threads.max()));
                        }));
        if (command.leaseMillis() > 0) {
            double spread = policy.map(has -> has.validation().spread()).orElse(0.0);
            trials.mayHave(token, Math.max(1, (int) Math.floor(spread * capable)));
        }
    }

    public void decided(Instant now, DecisionRecord decision) {
        open.put(decision.id(), decision.outcome());
        boolean counted = decision.kind() == Kind.INSTANCES
                && decision.outcome() == Outcome.APPLIED
                && decision.subject().equals("instances")
                && decision.from().chars().allMatch(Character::isDigit);
        if (counted) {
            counted(now, decision, Integer.parseInt(decision.from()), Integer.parseInt(decision.to()));
        }
    }

    private void counted(Instant now, DecisionRecord decision, int from, int to) {
        ScalingConfig scaling = policy.flatMap(Policy::scaling)
                .orElseThrow(() -> new Violation("bounds", "count decided without a policy: " + decision));
        if (to < Math.min(from, scaling.minInstances()) || to > Math.max(from, scaling.maxInstances())) {
            throw new Violation(
                    "bounds",
                    "%d -> %d instances, policy [%d, %d]"
                            .formatted(from, to, scaling.minInstances(), scaling.maxInstances()));
        }
        if (to < from) {
            shrinks(now, scaling, from, to);
        }
        moves.add(new Move(now, Math.abs(to - from)));
    }

    private void shrinks(Instant now, ScalingConfig scaling, int from, int to) {
        Duration warmUp = policy.orElseThrow().validation().window();
        if (firstSampleAt.isEmpty() || now.isBefore(firstSampleAt.get().plus(warmUp))) {
            throw new Violation("warm-up", "%d -> %d while warming up".formatted(from, to));
        }
        List<NodeId> serving = serving();
        for (NodeId node : serving) {
            if (!isFresh(now, node)) {
                throw new Violation("stale", "%d -> %d without a fresh sample of %s".formatted(from, to, node));
            }
        }
        if (from > scaling.maxInstances()) {
            return; // too many by policy, whatever is measured
        }
        for (ScalingRule rule : scaling.rules()) {
            int needed = needed(now, rule, serving);
            if (to < needed - 1) {
                throw new Violation(
                        "missing",
                        "%d -> %d although %s asks for %d with what was not measured taken as on target"
                                .formatted(from, to, rule, needed));
            }
        }
        scaling.flapBudget().ifPresent(budget -> {
            int used = moves.stream()
                    .filter(move -> Duration.between(move.at(), now).compareTo(budget.per()) < 0)
                    .mapToInt(Move::count)
                    .sum();
            if (used + from - to > budget.actions()) {
                throw new Violation(
                        "flap-budget", "%d -> %d after %d of %d".formatted(from, to, used, budget.actions()));
            }
        });
    }

    private List<NodeId> serving() {
        TreeSet<NodeId> ready = new TreeSet<>();
        for (Instances instances : told.values()) {
            for (InstanceView view : instances.instances()) {
                if (view.state() == InstanceState.READY) {
                    ready.add(view.node());
                }
            }
        }
        return List.copyOf(ready);
    }

    /** By its own clock, and by when it came: a clock that is ahead makes nothing fresher. */
    private boolean isFresh(Instant now, NodeId node) {
        Duration staleAfter = policy.orElseThrow().monitoring().staleAfter();
        Deque<Heard> heard = samples.get(node);
        return heard != null
                && heard.stream()
                        .anyMatch(one -> !one.sample().at().plus(staleAfter).isBefore(now)
                                && one.at() + staleAfter.toMillis() + ON_ITS_WAY >= time.now());
    }

    private int needed(Instant now, ScalingRule rule, List<NodeId> serving) {
        double target;
        String metric;
        if (rule instanceof Resource resource) {
            target = resource.target();
            metric = resource.metric();
        } else if (rule instanceof Load load) {
            target = load.perInstance();
            metric = load.metric();
        } else {
            return 0;
        }
        Instant from = now.minus(policy.orElseThrow().monitoring().staleAfter());
        double sum = 0;
        for (NodeId node : serving) {
            double mean = samples.getOrDefault(node, new ArrayDeque<>()).stream()
                    .map(Heard::sample)
                    .filter(sample -> sample.at().isAfter(from) && !sample.at().isAfter(now))
                    .mapToDouble(sample -> sample.valueOrNaN(metric))
                    .filter(value -> !Double.isNaN(value))
                    .average()
                    .orElse(target);
            sum += mean;
        }
        return (int) Math.ceil(sum / target * 0.95);
    }

    /** Decisions on trial that were never closed. */
    public List<String> stillOpen() {
        return open.entrySet().stream()
                .filter(entry -> entry.getValue() == Outcome.TRIAL)
                .map(Map.Entry::getKey)
                .toList();
    }
}
