package com.example.flyball;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flyball.policy.optimizer.CustomOptimizer;
import io.flyball.policy.optimizer.NodeRecommendation;
import io.flyball.policy.optimizer.NodeWindow;
import io.flyball.policy.optimizer.OptimizerCheck;
import io.flyball.policy.optimizer.OptimizerLimits;
import io.flyball.policy.optimizer.OptimizerRound;
import io.flyball.policy.optimizer.OptimizerRound.Calls;
import io.flyball.policy.optimizer.Parameters;
import io.flyball.policy.optimizer.ServiceWindow;
import io.flyball.policy.validate.Question.Aim;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Setting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LittlePoolTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String KNOB = "app.orders.size";
    private static final Parameters ORDERS = new Parameters(Map.of("pool", "orders"));

    @Test
    void isFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(CustomOptimizer.class))
                .extracting(CustomOptimizer::name)
                .contains("little-pool");
    }

    @Test
    void growsAPoolInWhichJobsWait() {
        NodeRecommendation one = only(node("n-1", 10, 6));
        assertThat(one.recommendation().parameters().settings()).containsExactly(new Setting(KNOB, 20));
        assertThat(one.aim()).isEqualTo(Aim.BETTER);
        assertThat(one.recommendation().reasons())
                .containsExactly("Little's law: 16.0 jobs are inside at once, a pool used to 80% needs 20 places;"
                        + " it has 10, try 20");
    }

    @Test
    void stepsByItsFactorAtMostAndStaysInTheNodesBounds() {
        assertThat(only(node("n-1", 10, 200)).recommendation().parameters().settings())
                .containsExactly(new Setting(KNOB, 20));
        assertThat(ask(ORDERS, node("n-1", 10, 200, 14))
                        .wanted()
                        .get(0)
                        .settings()
                        .settings())
                .containsExactly(new Setting(KNOB, 14));
    }

    @Test
    void shrinksAnIdlePoolAndAsksOnlyThatNothingGetsWorse() {
        NodeRecommendation one = only(node("n-1", 1, 0));
        assertThat(one.recommendation().parameters().settings()).containsExactly(new Setting(KNOB, 5));
        assertThat(one.aim()).isEqualTo(Aim.NOT_WORSE);
    }

    @Test
    void leavesAPoolOfAboutTheRightSizeAndServesTheWorstNodeFirst() {
        OptimizerRound round = ask(ORDERS, node("n-1", 8, 0), node("n-2", 10, 3), node("n-3", 10, 9));
        assertThat(round.wanted())
                .extracting(wanted -> wanted.recommendation().node().value())
                .containsExactly("n-3", "n-2");
    }

    @Test
    void withoutMeasurementsItAdvisesNothing() {
        NodeWindow blind = node("n-1", Map.of("throughput", 100.0), 50);
        assertThat(ask(ORDERS, blind).wanted()).isEmpty();
    }

    @Test
    void saysWhichParameterIsMissing() {
        assertThatThrownBy(() -> ask(Parameters.NONE, node("n-1", 10, 6)))
                .hasMessage("parameters.pool: must be given, e.g. orders for app.orders.size");
    }

    /** The planner's own check runs on each answer: none is refused, whatever the numbers. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void keepsTheContractForAnyNumbers(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            Map<String, Double> values = new HashMap<>();
            for (String metric : List.of("app.orders.busy", "app.orders.queue")) {
                if (random.nextInt(5) > 0) {
                    values.put(metric, random.nextInt(3) == 0 ? Double.MAX_VALUE : random.nextDouble(-10, 1000));
                }
            }
            ask(ORDERS, node("n-1", values, 1 + random.nextInt(100)));
        }
    }

    private static NodeRecommendation only(NodeWindow node) {
        OptimizerRound round = ask(ORDERS, node);
        assertThat(round.wanted()).hasSize(1);
        return round.wanted().get(0).recommendation();
    }

    /** As the planner asks, with its check of everything that is answered. */
    private static OptimizerRound ask(Parameters parameters, NodeWindow... nodes) {
        ServiceWindow window =
                new ServiceWindow(new ServiceName("shop"), NOW, Duration.ofSeconds(5), List.of(nodes), parameters);
        return OptimizerRound.of(
                "little-pool", new LittlePool(), window, new OptimizerCheck(OptimizerLimits.DEFAULTS), Calls.PLAIN);
    }

    private static NodeWindow node(String id, double busy, double queue) {
        return node(id, busy, queue, 50);
    }

    private static NodeWindow node(String id, double busy, double queue, long most) {
        return node(id, Map.of("app.orders.busy", busy, "app.orders.queue", queue), most);
    }

    private static NodeWindow node(String id, Map<String, Double> values, long most) {
        List<Sample> samples = new ArrayList<>();
        for (int second = 120; second >= 0; second -= 5) {
            samples.add(new Sample(NOW.minusSeconds(second), values));
        }
        Capability pool = new Capability(KNOB, 10, 1, most, "permits", true, "offered by the service");
        return new NodeWindow(
                new NodeId(id), "17.0.15 G1 pid 1", Instant.EPOCH, samples, List.of(pool), InForce.NOTHING);
    }
}
