package io.flyball.planner.optimizer;

import io.flyball.policy.optimizer.Analysis;
import io.flyball.policy.optimizer.CustomOptimizer;
import io.flyball.policy.optimizer.NodeRecommendation;
import io.flyball.policy.optimizer.NodeWindow;
import io.flyball.policy.optimizer.ServiceWindow;
import io.flyball.policy.optimizer.TrialEffect;
import io.flyball.policy.validate.Question.Aim;
import io.flyball.protocol.model.DecisionRecord.Kind;
import io.flyball.protocol.model.OptimizationFeedback;
import io.flyball.protocol.model.Recommendation;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.TuningParameters;
import java.util.AbstractList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** Optimizers that do what they must not, and one that is good. */
final class Misbehaving {
    private Misbehaving() {}

    /** An optimizer with only its analysis given. */
    static CustomOptimizer analyzing(Function<ServiceWindow, Analysis> analysis) {
        return new Recommending(analysis, window -> List.of());
    }

    static CustomOptimizer recommending(Function<ServiceWindow, List<NodeRecommendation>> recommendations) {
        return new Recommending(window -> Analysis.NOTHING, recommendations);
    }

    /** Doubles the pool of every node. */
    static CustomOptimizer good() {
        return recommending(window -> window.nodes().stream()
                .map(node -> want(node, node.value(Shown.POOL).orElseThrow() * 2))
                .toList());
    }

    static NodeRecommendation want(NodeWindow node, long value) {
        TuningParameters parameters = new TuningParameters(List.of(new Setting(Shown.POOL, value)));
        return new NodeRecommendation(
                node.id(), Aim.BETTER, new Recommendation(Kind.CUSTOM, parameters, List.of("twice as many")));
    }

    /** By what they do; each must end as refused. */
    static Map<String, CustomOptimizer> all() {
        return Map.ofEntries(
                Map.entry("throws", analyzing(window -> {
                    throw new IllegalStateException("no data");
                })),
                Map.entry("overflows", analyzing(Misbehaving::deeper)),
                Map.entry(
                        "allocates", analyzing(window -> new Analysis(Map.of("n", (double) huge().length), List.of()))),
                Map.entry("unlinked", analyzing(window -> {
                    throw new NoClassDefFoundError("com/example/Missing");
                })),
                Map.entry("asserts", analyzing(window -> {
                    throw new AssertionError();
                })),
                Map.entry("speechless", analyzing(window -> {
                    throw new Speechless();
                })),
                Map.entry("nan", analyzing(window -> new Analysis(Map.of("busy", Double.NaN), List.of()))),
                Map.entry("null-analysis", analyzing(window -> null)),
                Map.entry("null-list", recommending(window -> null)),
                Map.entry("null-element", recommending(window -> Collections.singletonList(null))),
                Map.entry(
                        "out-of-bounds",
                        recommending(window -> List.of(want(window.nodes().get(0), 10_000)))),
                Map.entry(
                        "endless",
                        recommending(window -> new Endless(window.nodes().get(0)))),
                Map.entry(
                        "null-settings",
                        new Recommending(
                                window -> Analysis.NOTHING,
                                window -> List.of(want(window.nodes().get(0), 20))) {
                            @Override
                            public TuningParameters apply(
                                    ServiceWindow window, NodeWindow node, Recommendation wanted) {
                                return null;
                            }
                        }),
                Map.entry("interrupts", analyzing(window -> {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("and leaves the flag set");
                })));
    }

    private static Analysis deeper(ServiceWindow window) {
        return new Analysis(deeper(window).figures(), List.of());
    }

    private static long[] huge() {
        return new long[Integer.MAX_VALUE];
    }

    private static class Recommending implements CustomOptimizer {
        private final Function<ServiceWindow, Analysis> analysis;
        private final Function<ServiceWindow, List<NodeRecommendation>> recommendations;

        Recommending(
                Function<ServiceWindow, Analysis> analysis,
                Function<ServiceWindow, List<NodeRecommendation>> recommendations) {
            this.analysis = analysis;
            this.recommendations = recommendations;
        }

        @Override
        public String name() {
            return "recommending";
        }

        @Override
        public Analysis analyze(ServiceWindow window) {
            return analysis.apply(window);
        }

        @Override
        public List<NodeRecommendation> recommend(ServiceWindow window, Analysis found) {
            return recommendations.apply(window);
        }
    }

    /** Judges nothing and passes it. */
    static CustomOptimizer passing(OptimizationFeedback feedback) {
        return new Recommending(window -> Analysis.NOTHING, window -> List.of()) {
            @Override
            public OptimizationFeedback validate(TrialEffect effect) {
                return feedback;
            }
        };
    }

    /** Hangs in analyze until it is let go; deaf ones ignore interrupts. */
    static final class Hanging implements CustomOptimizer {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch left = new CountDownLatch(1);
        volatile boolean letGo;
        private final boolean deaf;

        Hanging(boolean deaf) {
            this.deaf = deaf;
        }

        @Override
        public String name() {
            return "hanging";
        }

        @Override
        public Analysis analyze(ServiceWindow window) {
            entered.countDown();
            while (!letGo && (deaf || !Thread.interrupted())) {
                Thread.onSpinWait();
            }
            left.countDown();
            return Analysis.NOTHING;
        }

        @Override
        public List<NodeRecommendation> recommend(ServiceWindow window, Analysis analysis) {
            return List.of();
        }
    }

    private static final class Speechless extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("not even that");
        }
    }

    private static final class Endless extends AbstractList<NodeRecommendation> {
        private final NodeWindow node;

        Endless(NodeWindow node) {
            this.node = node;
        }

        @Override
        public NodeRecommendation get(int index) {
            return want(node, 20);
        }

        @Override
        public int size() {
            return Integer.MAX_VALUE;
        }
    }
}
