package io.flyball.policy.optimizer.builtin;

import io.flyball.policy.optimizer.Analysis;
import io.flyball.policy.optimizer.CustomOptimizer;
import io.flyball.policy.optimizer.NodeRecommendation;
import io.flyball.policy.optimizer.NodeWindow;
import io.flyball.policy.optimizer.ServiceWindow;
import io.flyball.policy.tune.Advice;
import io.flyball.policy.validate.Question.Aim;
import io.flyball.protocol.model.DecisionRecord.Kind;
import io.flyball.protocol.model.Recommendation;
import io.flyball.protocol.model.TuningParameters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A tuner that advises each node by itself, as an optimizer: every node that should change is recommended. */
interface AdviceOptimizer extends CustomOptimizer {
    Kind kind(ServiceWindow window);

    Aim aim();

    Advice advise(ServiceWindow window, NodeWindow node);

    /** Nodes with more of it come first; it is finite or NaN. */
    double urgency(ServiceWindow window, NodeWindow node);

    @Override
    default Analysis analyze(ServiceWindow window) {
        long wanting = window.nodes().stream()
                .filter(node -> advise(window, node).isChange())
                .count();
        return new Analysis(
                Map.of("nodes", (double) window.nodes().size(), "nodes.wanting", (double) wanting),
                List.of("%d of %d nodes should change"
                        .formatted(wanting, window.nodes().size())));
    }

    @Override
    default List<NodeRecommendation> recommend(ServiceWindow window, Analysis analysis) {
        Comparator<NodeWindow> mostUrgent = Comparator.comparingDouble(node -> {
            double urgency = urgency(window, node);
            return Double.isNaN(urgency) ? Double.POSITIVE_INFINITY : -urgency;
        });
        List<NodeRecommendation> recommendations = new ArrayList<>();
        for (NodeWindow node : window.nodes().stream().sorted(mostUrgent).toList()) {
            Advice advice = advise(window, node);
            if (advice.isChange() && recommendations.size() < MOST) {
                recommendations.add(new NodeRecommendation(
                        node.id(),
                        aim(),
                        new Recommendation(kind(window), new TuningParameters(advice.settings()), advice.reasons())));
            }
        }
        return recommendations;
    }

    /** A few waves' worth; the others are recommended again later. */
    int MOST = 64;
}
