package io.flyball.planner.service;

import io.flyball.policy.automate.Action;
import io.flyball.policy.automate.Automation;
import io.flyball.policy.automate.Automation.Outcome.LeftOut;
import io.flyball.policy.automate.Automation.Outcome.Run;
import io.flyball.policy.automate.Automation.Outcome.Told;
import io.flyball.policy.automate.AutomationPlan;
import io.flyball.policy.document.OptimizationAction;
import io.flyball.policy.document.Policy;
import io.flyball.protocol.model.DecisionRecord.Kind;
import io.flyball.protocol.model.DecisionRecord.Outcome;
import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Automation: actions at set times and when a threshold breaks. */
final class SetTimes {
    private static final String SUBJECT = "automation";

    private SetTimes() {}

    static void tick(Turn turn, Policy policy) {
        AutomationPlan plan = policy.automation().plan();
        if (plan.actions().isEmpty()) {
            return;
        }
        Step<Automation, Automation.Outcome> step =
                turn.watch.automation().step(turn.now, plan, Alarms.readings(turn, plan.thresholds()), turn.blocked());
        turn.watch = turn.watch.automation(step.next());
        boolean dealtWith = false;
        for (Automation.Outcome outcome : step.effects()) {
            if (outcome instanceof Run run) {
                dealtWith = true;
                act(turn, policy, run);
            } else if (outcome instanceof LeftOut left) {
                dealtWith = true;
                turn.withhold(Kind.CUSTOM, SUBJECT, left.topic(), "", "", List.of(left.reason()));
            } else if (outcome instanceof Told told) {
                Alarms.tell(turn, told.event());
            }
        }
        if (dealtWith) { // another planner must neither repeat nor forget it
            turn.effects.add(new Effect.Save(turn.record()));
        }
    }

    private static void act(Turn turn, Policy policy, Run run) {
        Action action = run.action();
        switch (action.name()) {
            case "collect" -> collect(turn, run);
            case "analyze" -> tell(turn, run, Kind.CUSTOM, findings(turn));
            case "alert" ->
                tell(turn, run, Kind.ALERT, List.of(action.parameters().getOrDefault("message", "as asked")));
            case "optimize" -> ask(turn, run, "the optimizers that the policy names are asked");
            default -> {
                if (action.name().startsWith(OptimizationAction.CUSTOM)) {
                    ask(turn, run, action.name() + " is asked");
                } else {
                    standing(turn, policy, run);
                }
            }
        }
    }

    private static void ask(Turn turn, Run run, String who) {
        turn.watch = turn.watch.optimizersDue(true);
        tell(
                turn,
                run,
                Kind.CUSTOM,
                List.of(who + " once nothing is on trial; what comes of it is a decision of its own"));
    }

    /** One full collection, on as many nodes at once as a change may touch: a pause everywhere would be an outage. */
    private static void collect(Turn turn, Run run) {
        List<Node> capable = turn.nodes.stream()
                .filter(node -> turn.isServing(node)
                        && node.can(Knobs.GC_RUN)
                        && !turn.pending.containsKey(node.id())
                        && turn.trial.filter(trial -> trial.touches(node.id())).isEmpty())
                .toList();
        int most = Math.max(1, (int) Math.floor(turn.validation().spread() * capable.size()));
        if (capable.isEmpty()) {
            left(turn, run, "no node can be told to collect now");
            return;
        }
        List<Node> chosen = capable.subList(0, Math.min(most, capable.size()));
        for (Node node : chosen) {
            turn.apply(
                    node,
                    List.of(new Setting(Knobs.GC_RUN, 1)),
                    Kind.MEMORY,
                    SUBJECT,
                    "",
                    List.of(
                            run.cause(),
                            "one full collection on %d of %d nodes".formatted(chosen.size(), capable.size())));
        }
    }

    /** Tuners that run with every decision need no time of their own; the record says what will happen, or why not. */
    private static void standing(Turn turn, Policy policy, Run run) {
        String name = run.action().name();
        Optional<String> section = section(name);
        boolean managed = section.isEmpty()
                || switch (section.get()) {
                    case "threads" -> policy.threads().isPresent();
                    case "connections" -> !policy.connections().isEmpty();
                    default -> policy.memory().isPresent();
                };
        if (managed) {
            tell(
                    turn,
                    run,
                    Kind.CUSTOM,
                    List.of(name
                            + ": tuned with every decision, under the same guards; nothing more to do at a set time"));
        } else {
            left(turn, run, name + ": spec." + section.orElseThrow() + " is absent, so nothing manages it");
        }
    }

    private static Optional<String> section(String action) {
        return switch (action) {
            case "threads", "connections", "memory" -> Optional.of(action);
            case "cache", "giveBack" -> Optional.of("memory");
            default -> Optional.empty();
        };
    }

    private static List<String> findings(Turn turn) {
        List<String> findings = turn.watch.findings();
        return findings.isEmpty() ? List.of("nothing is known yet: too few samples") : findings;
    }

    private static void tell(Turn turn, Run run, Kind kind, List<String> what) {
        List<String> reasons = new ArrayList<>(List.of(run.cause()));
        reasons.addAll(what);
        turn.decide(kind, SUBJECT, List.of(), "", run.action().toString(), reasons, Map.of(), Outcome.TOLD, 0);
    }

    private static void left(Turn turn, Run run, String why) {
        turn.decide(
                Kind.CUSTOM,
                SUBJECT,
                List.of(),
                "",
                run.action().toString(),
                List.of(run.cause(), why),
                Map.of(),
                Outcome.WITHHELD,
                0);
    }
}
