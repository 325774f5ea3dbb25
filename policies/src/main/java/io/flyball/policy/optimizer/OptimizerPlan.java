package io.flyball.policy.optimizer;

import io.flyball.policy.optimizer.OptimizerCheck.RefusedAnswer;
import io.flyball.policy.optimizer.OptimizerRound.Wanted;
import io.flyball.policy.tune.Advice;
import io.flyball.policy.validate.Question.Aim;
import io.flyball.protocol.model.DecisionRecord.Kind;
import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Turns what optimizers want into advice for the trial machinery, one line per recommendation: a change, or why not.
 *
 * <p>An answer is some ticks old when it is planned: everything is held against the newest window again. A knob has one
 * owner: those that the policy's own rules manage are not for optimizers, and of two optimizers the first in the order
 * given keeps it.
 */
public final class OptimizerPlan {
    /** An answer to a window older than this many sample intervals is not used. */
    public static final int FRESH_INTERVALS = 6;

    private static final OptimizerCheck CHECK = new OptimizerCheck(OptimizerLimits.DEFAULTS);

    private OptimizerPlan() {}

    /**
     * What to do about one recommendation.
     *
     * @param aim what the trial must show
     * @param subject what the decision moves: the knob, or {@code optimizer:<name>} when there are several
     * @param advice settings in the order of writing, or why there are none
     * @param originals values to write to undo it by hand, last setting first; actions have none
     * @param inputs figures of the analysis
     */
    public record Planned(
            String optimizer,
            NodeId node,
            Kind kind,
            Aim aim,
            String subject,
            Advice advice,
            List<Setting> originals,
            Map<String, Double> inputs) {
        public Planned {
            originals = List.copyOf(originals);
            inputs = Map.copyOf(inputs);
        }
    }

    /**
     * @param now the newest window of the service
     * @param rounds in the order in which the policy names its optimizers
     * @param managed knobs that rules of the policy move themselves
     */
    public static List<Planned> of(ServiceWindow now, List<OptimizerRound> rounds, Set<String> managed) {
        List<Planned> plan = new ArrayList<>();
        Map<String, String> owners = new TreeMap<>();
        for (String knob : managed) {
            owners.put(knob, "a rule of the policy");
        }
        for (OptimizerRound round : rounds) {
            for (Wanted wanted : round.wanted()) {
                plan.add(planned(now, round, wanted, owners));
            }
        }
        return List.copyOf(plan);
    }

    private static Planned planned(ServiceWindow now, OptimizerRound round, Wanted wanted, Map<String, String> owners) {
        NodeRecommendation answer = wanted.recommendation();
        String name = round.optimizer();
        List<String> reasons = new ArrayList<>();
        reasons.add("optimizer " + name);
        reasons.addAll(answer.recommendation().reasons());
        List<Setting> settings = wanted.settings().settings();
        Optional<NodeWindow> node = now.node(answer.node());
        Optional<Refusal> refusal = refusal(now, round, wanted, node, owners);
        Advice advice = refusal.map(because -> because.advice(name, reasons))
                .orElseGet(() -> Advice.change(settings, "optimizer-" + name, reasons));
        if (advice.isChange()) {
            settings.forEach(setting -> owners.putIfAbsent(setting.knob(), "optimizer " + name));
        }
        List<Setting> originals = advice.isChange() ? originals(node.orElseThrow(), settings) : List.of();
        return new Planned(
                name,
                answer.node(),
                answer.recommendation().kind(),
                answer.aim(),
                subject(name, settings),
                advice,
                originals,
                round.analysis().figures());
    }

    /** @param tell whether a person would want to know */
    private record Refusal(String topic, String reason, boolean tell) {
        Advice advice(String optimizer, List<String> reasons) {
            String full = "optimizer-" + optimizer + "-" + topic;
            if (!tell) {
                return Advice.leave(full, "optimizer " + optimizer + ": " + reason);
            }
            List<String> all = new ArrayList<>(reasons);
            all.add(reason);
            return Advice.withhold(full, all);
        }
    }

    private static Optional<Refusal> refusal(
            ServiceWindow now,
            OptimizerRound round,
            Wanted wanted,
            Optional<NodeWindow> node,
            Map<String, String> owners) {
        List<Setting> settings = wanted.settings().settings();
        if (settings.isEmpty()) {
            return refused("not-now", "apply gave no settings", false);
        }
        Duration age = Duration.between(round.at(), now.at());
        if (isStale(age, now.interval())) {
            return refused("stale", "the answer is for a window %d s away from now".formatted(age.toSeconds()), true);
        }
        if (node.isEmpty()) {
            return refused("node-gone", wanted.recommendation().node() + " does not serve any more", false);
        }
        for (Setting setting : settings) {
            String owner = owners.get(setting.knob());
            if (owner != null && !owner.equals("optimizer " + round.optimizer())) {
                return refused("owned", setting.knob() + " is moved by " + owner, true);
            }
        }
        if (isSet(node.get(), settings)) {
            return refused("set", "all of it is set already", false);
        }
        try {
            CHECK.parameters(node.get(), wanted.recommendation().recommendation(), wanted.settings());
            return Optional.empty();
        } catch (RefusedAnswer e) {
            return refused("capability", "the node changed since: " + e.getMessage(), true);
        }
    }

    private static Optional<Refusal> refused(String topic, String reason, boolean tell) {
        return Optional.of(new Refusal(topic, reason, tell));
    }

    private static boolean isStale(Duration age, Duration interval) {
        return age.isNegative() || age.compareTo(interval.multipliedBy(FRESH_INTERVALS)) > 0;
    }

    /** An action alone is never "set". */
    private static boolean isSet(NodeWindow node, List<Setting> settings) {
        List<Setting> values = settings.stream()
                .filter(setting -> !Knobs.isAction(setting.knob()))
                .toList();
        return !values.isEmpty()
                && values.stream()
                        .allMatch(setting -> node.value(setting.knob()).orElse(setting.value() - 1) == setting.value());
    }

    private static List<Setting> originals(NodeWindow node, List<Setting> settings) {
        List<Setting> originals = new ArrayList<>();
        for (int i = settings.size() - 1; i >= 0; i--) {
            String knob = settings.get(i).knob();
            if (!Knobs.isAction(knob)) {
                node.value(knob).ifPresent(value -> originals.add(new Setting(knob, value)));
            }
        }
        return originals;
    }

    private static String subject(String optimizer, List<Setting> settings) {
        List<String> knobs = settings.stream()
                .map(Setting::knob)
                .filter(knob -> !Knobs.isAction(knob))
                .toList();
        return knobs.size() == 1 ? knobs.get(0) : "optimizer:" + optimizer;
    }
}
