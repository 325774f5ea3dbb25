package io.flyball.planner.service;

import io.flyball.planner.service.Trial.Purpose;
import io.flyball.planner.service.Trials.Plan;
import io.flyball.policy.document.AutomationConfig;
import io.flyball.policy.document.CacheOptimization;
import io.flyball.policy.document.ConnectionPool;
import io.flyball.policy.document.MemoryOptimization;
import io.flyball.policy.document.OptimizationAction;
import io.flyball.policy.document.Policy;
import io.flyball.policy.document.ThreadOptimization;
import io.flyball.policy.optimizer.NodeWindow;
import io.flyball.policy.optimizer.OptimizerHealth;
import io.flyball.policy.optimizer.OptimizerPlan;
import io.flyball.policy.optimizer.OptimizerPlan.Planned;
import io.flyball.policy.optimizer.OptimizerRound;
import io.flyball.policy.optimizer.Parameters;
import io.flyball.policy.optimizer.ServiceWindow;
import io.flyball.policy.validate.Question.Aim;
import io.flyball.protocol.model.DecisionRecord.Kind;
import io.flyball.protocol.model.DecisionRecord.Outcome;
import io.flyball.protocol.model.Knobs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Optimizers that the policy names: when they are asked, and what their answers lead to. */
final class Optimizers {
    private static final String SUBJECT = "optimizer:";

    private Optimizers() {}

    /** Whom to ask now: when automation says so where it has times or thresholds, else once per window; never during a trial. */
    static List<OptimizerQuestion> asking(Turn turn) {
        AutomationConfig automation = turn.policy.map(Policy::automation).orElse(new AutomationConfig(false));
        List<OptimizationAction> named = automation.actions().stream()
                .filter(action -> action.name().startsWith(OptimizationAction.CUSTOM))
                .toList();
        if (named.isEmpty() || turn.superseded || turn.isWarmingUp() || !Tuned.isFree(turn)) {
            return List.of();
        }
        Instant last = turn.tuning.asked();
        if (!isDue(turn, automation, last)) {
            return List.of();
        }
        turn.tuning = turn.tuning.asked(turn.now);
        turn.watch = turn.watch.optimizersDue(false);
        return named.stream()
                .filter(action -> turn.tuning.health(name(action)).mayRun(turn.now))
                .map(action -> new OptimizerQuestion(name(action), window(turn, new Parameters(action.parameters()))))
                .toList();
    }

    private static boolean isDue(Turn turn, AutomationConfig automation, Instant last) {
        if (automation.schedule().isPresent() || !automation.thresholds().isEmpty()) {
            return turn.watch.optimizersDue();
        }
        return last.equals(Instant.MIN)
                || !turn.now.isBefore(last.plus(turn.validation().window()));
    }

    private static String name(OptimizationAction action) {
        return action.name().substring(OptimizationAction.CUSTOM.length());
    }

    private static ServiceWindow window(Turn turn, Parameters parameters) {
        Instant from = turn.now.minus(turn.validation().window());
        List<NodeWindow> nodes = turn.nodes.stream()
                .filter(node -> Tuned.isReady(turn, node))
                .map(node -> new NodeWindow(
                        node.id(),
                        node.jvm(),
                        node.changedAt().isAfter(node.joinedAt()) ? node.changedAt() : node.joinedAt(),
                        node.window().between(from, turn.now),
                        node.capabilities(),
                        node.inForce()))
                .toList();
        return new ServiceWindow(turn.service, turn.now, turn.monitoring().interval(), nodes, parameters);
    }

    /** In the order in which the policy names them; the first change that can be tried is. */
    static void answered(Turn turn, List<OptimizerReply> replies) {
        List<OptimizerRound> rounds = new ArrayList<>();
        for (OptimizerReply reply : replies) {
            if (!isNamed(turn, reply.optimizer())) {
                continue; // the policy changed meanwhile
            }
            if (reply.round().isPresent()) {
                turn.tuning = turn.tuning.health(reply.optimizer(), OptimizerHealth.GOOD);
                rounds.add(reply.round().get());
            } else {
                missing(turn, reply);
            }
        }
        if (rounds.isEmpty()) {
            return;
        }
        List<Planned> plan = OptimizerPlan.of(window(turn, Parameters.NONE), rounds, managed(turn));
        for (Planned planned : plan) {
            if (!planned.advice().isChange() && planned.advice().worthTelling()) {
                turn.withhold(
                        planned.kind(),
                        planned.subject(),
                        planned.advice().topic(),
                        "",
                        "",
                        planned.advice().reasons());
            }
        }
        plan.stream().filter(planned -> planned.advice().isChange()).findFirst().ifPresent(first -> {
            if (Tuned.isFree(turn)) {
                begin(turn, first, plan);
            }
        });
    }

    private static void missing(Turn turn, OptimizerReply reply) {
        String subject = SUBJECT + reply.optimizer();
        if (!reply.disable()) {
            Tuned.advise(turn, Kind.CUSTOM, subject, "not asked", "", "", List.of("not asked: " + reply.reason()));
            return;
        }
        OptimizerHealth health = turn.tuning.health(reply.optimizer()).failed(turn.now, reply.reason());
        turn.tuning = turn.tuning.health(reply.optimizer(), health);
        turn.decide(
                Kind.CUSTOM,
                subject,
                List.of(),
                "enabled",
                "disabled",
                List.of(health.words()),
                Map.of(),
                Outcome.WITHHELD,
                0);
    }

    /** One node first; once a change of the subject was kept, all that the same optimizer wants of it, up to the share. */
    private static void begin(Turn turn, Planned first, List<Planned> plan) {
        int step = Tuned.step(turn, first.subject(), turn.nodes.size());
        List<Plan> plans = new ArrayList<>();
        boolean lowers = false;
        for (Planned planned : plan) {
            boolean same = planned.subject().equals(first.subject())
                    && planned.optimizer().equals(first.optimizer())
                    && planned.aim() == first.aim()
                    && planned.advice().isChange();
            Optional<Node> node = turn.nodes.find(planned.node());
            if (same && plans.size() < step && node.isPresent()) {
                plans.add(new Plan(node.get(), planned.advice().settings(), planned.originals()));
                lowers |= lowers(planned);
            }
        }
        if (plans.isEmpty()) {
            return;
        }
        turn.tuning = turn.tuning.owned(first.subject(), first.optimizer());
        Purpose purpose = first.aim() == Aim.BETTER ? Purpose.IMPROVE : Purpose.ADJUST;
        Tuned.begin(
                turn,
                first.kind(),
                first.subject(),
                purpose,
                lowers,
                plans,
                first.advice().reasons());
    }

    private static boolean lowers(Planned planned) {
        return planned.originals().stream()
                .anyMatch(original -> planned.advice().settings().stream()
                        .anyMatch(set -> set.knob().equals(original.knob()) && set.value() < original.value()));
    }

    /** An optimizer began the trial and the policy still names it. */
    static boolean isWanted(Turn turn, Trial trial) {
        String optimizer = turn.tuning.owners().get(trial.subject());
        return optimizer != null && isNamed(turn, optimizer);
    }

    private static boolean isNamed(Turn turn, String optimizer) {
        return turn.policy.map(Policy::automation).map(AutomationConfig::actions).orElse(List.of()).stream()
                .anyMatch(action -> action.name().equals(OptimizationAction.CUSTOM + optimizer));
    }

    /** Knobs that the policy's own rules move. */
    private static Set<String> managed(Turn turn) {
        Set<String> managed = new HashSet<>();
        turn.policy.flatMap(Policy::threads).map(ThreadOptimization::knob).ifPresent(managed::add);
        turn.policy.map(Policy::connections).orElse(List.of()).stream()
                .map(ConnectionPool::knob)
                .forEach(managed::add);
        Optional<MemoryOptimization> memory = turn.policy.flatMap(Policy::memory);
        memory.flatMap(MemoryOptimization::cache)
                .flatMap(CacheOptimization::knob)
                .ifPresent(managed::add);
        boolean idle = Heaps.isWanted(memory);
        if (idle) {
            managed.addAll(
                    List.of(Knobs.MIN_HEAP_FREE_RATIO, Knobs.MAX_HEAP_FREE_RATIO, Knobs.G1_PERIODIC_GC_INTERVAL));
        }
        if (idle || memory.filter(SoftHeaps::isWanted).isPresent()) {
            managed.add(Knobs.SOFT_MAX_HEAP_SIZE);
        }
        return managed;
    }
}
