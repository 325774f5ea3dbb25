package io.flyball.policy.optimizer;

import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.DecisionRecord.Kind;
import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.OptimizationFeedback;
import io.flyball.protocol.model.Recommendation;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.TuningParameters;
import io.flyball.protocol.model.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether an optimizer's answer may be used. Each method answers the accepted value, or throws {@link RefusedAnswer} with
 * path, value and rule of the first thing that is wrong: {@code recommendations[0].parameters.tomcat.maxThreads = 900:
 * must be 1 to 400, which n-1 allows}.
 *
 * <p>Lists may be of the optimizer's own making; they are copied, and never walked further than the limits.
 */
public record OptimizerCheck(OptimizerLimits limits) {
    /** An answer that breaks the contract. */
    public static final class RefusedAnswer extends RuntimeException {
        private static final long serialVersionUID = 1;

        RefusedAnswer(String path, Object value, String rule) {
            super(path + " = " + value + ": must be " + rule);
        }
    }

    public Analysis analysis(Analysis analysis) {
        present("analysis", analysis);
        require(
                analysis.figures().size() <= limits.figures(),
                "analysis.figures",
                analysis.figures().size() + " entries",
                "at most " + limits.figures());
        for (Map.Entry<String, Double> figure : analysis.figures().entrySet()) {
            require(
                    !figure.getKey().isBlank() && figure.getKey().length() <= limits.text(),
                    "analysis.figures",
                    "'" + start(figure.getKey()) + "'",
                    "named with 1 to " + limits.text() + " characters");
            require(
                    Double.isFinite(figure.getValue()),
                    "analysis.figures." + figure.getKey(),
                    figure.getValue(),
                    "finite; leave out what is not known");
        }
        texts("analysis.findings", analysis.findings());
        return analysis;
    }

    /** @param asked what the optimizer was shown */
    public List<NodeRecommendation> recommendations(ServiceWindow asked, List<NodeRecommendation> answer) {
        present("recommendations", answer);
        List<NodeRecommendation> copy = new ArrayList<>();
        Set<NodeId> seen = new HashSet<>();
        for (NodeRecommendation recommendation : answer) {
            require(
                    copy.size() < limits.recommendations(),
                    "recommendations",
                    "more than " + limits.recommendations() + " entries",
                    "at most " + limits.recommendations());
            String path = "recommendations[" + copy.size() + "]";
            one(path, asked, recommendation);
            require(seen.add(recommendation.node()), path + ".node", recommendation.node(), "named once");
            copy.add(recommendation);
        }
        return List.copyOf(copy);
    }

    private void one(String path, ServiceWindow asked, NodeRecommendation answer) {
        present(path, answer);
        present(path + ".node", answer.node());
        present(path + ".aim", answer.aim());
        present(path + ".recommendation", answer.recommendation());
        Recommendation recommendation = answer.recommendation();
        present(path + ".kind", recommendation.kind());
        present(path + ".parameters", recommendation.parameters());
        require(recommendation.kind() != Kind.INSTANCES, path + ".kind", Kind.INSTANCES, "a kind of node setting");
        NodeWindow node = asked.node(answer.node())
                .orElseThrow(() ->
                        new RefusedAnswer(path + ".node", answer.node(), "a node of the window that was asked about"));
        List<Setting> settings = recommendation.parameters().settings();
        require(!settings.isEmpty(), path + ".parameters", "empty", "1 to " + limits.settings() + " settings");
        settings(path + ".parameters", node, settings);
        require(!recommendation.reasons().isEmpty(), path + ".reasons", "empty", "1 to " + limits.reasons());
        texts(path + ".reasons", recommendation.reasons());
    }

    /** What {@code apply} answered: knobs of the recommendation and actions only; empty = not now. */
    public TuningParameters parameters(NodeWindow node, Recommendation recommendation, TuningParameters answer) {
        present("parameters", answer);
        settings("parameters", node, answer.settings());
        for (Setting setting : answer.settings()) {
            require(
                    Knobs.isAction(setting.knob())
                            || recommendation.parameters().value(setting.knob()).isPresent(),
                    "parameters." + setting.knob(),
                    setting.value(),
                    "a knob of the recommendation, or an action");
        }
        return answer;
    }

    private void settings(String path, NodeWindow node, List<Setting> settings) {
        require(
                settings.size() <= limits.settings(),
                path,
                settings.size() + " settings",
                "at most " + limits.settings());
        Set<String> seen = new HashSet<>();
        for (Setting setting : settings) {
            String knob = path + "." + setting.knob();
            Capability has = node.capability(setting.knob())
                    .orElseThrow(
                            () -> new RefusedAnswer(knob, setting.value(), "of a knob that " + node.id() + " has"));
            require(has.available(), knob, setting.value(), "of a knob that " + node.id() + " can turn: " + has.note());
            require(
                    has.allows(setting.value()),
                    knob,
                    setting.value(),
                    "%d to %d, which %s allows".formatted(has.min(), has.max(), node.id()));
            require(seen.add(setting.knob()), knob, setting.value(), "given once");
        }
    }

    public OptimizationFeedback feedback(OptimizationFeedback feedback) {
        present("feedback", feedback);
        present("feedback.verdict", feedback.verdict());
        present("feedback.before", feedback.before());
        present("feedback.after", feedback.after());
        impact("performanceImpact", feedback.performanceImpact());
        impact("costImpact", feedback.costImpact());
        impact("reliabilityImpact", feedback.reliabilityImpact());
        boolean nothing = Double.isNaN(feedback.performanceImpact())
                && Double.isNaN(feedback.costImpact())
                && Double.isNaN(feedback.reliabilityImpact());
        require(
                feedback.verdict() != Verdict.PASS || !nothing,
                "feedback.verdict",
                feedback.verdict(),
                "INCONCLUSIVE where no impact was measured");
        require(!feedback.reasons().isEmpty(), "feedback.reasons", "empty", "1 to " + limits.reasons());
        texts("feedback.reasons", feedback.reasons());
        return feedback;
    }

    private static void impact(String name, double value) {
        require(!Double.isInfinite(value), "feedback." + name, value, "finite, or NaN where nothing was measured");
    }

    private void texts(String path, List<String> texts) {
        require(texts.size() <= limits.reasons(), path, texts.size() + " entries", "at most " + limits.reasons());
        for (String text : texts) {
            require(!text.isBlank(), path, "'" + start(text) + "'", "words");
            require(
                    text.length() <= limits.text(),
                    path,
                    "'" + start(text) + "...'",
                    "at most " + limits.text() + " characters");
        }
    }

    private static String start(String text) {
        return text.substring(0, Math.min(20, text.length()));
    }

    private static void present(String path, Object value) {
        require(value != null, path, "null", "present");
    }

    private static void require(boolean holds, String path, Object value, String rule) {
        if (!holds) {
            throw new RefusedAnswer(path, value, rule);
        }
    }
}
