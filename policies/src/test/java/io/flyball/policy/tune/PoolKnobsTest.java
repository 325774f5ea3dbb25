package io.flyball.policy.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.document.ThreadOptimization;
import io.flyball.policy.document.ThreadOptimization.Affinity;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.Setting;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PoolKnobsTest {
    private static final PoolWindow WINDOW = new PoolWindow(
            OptionalDouble.of(0.5),
            OptionalDouble.of(0),
            OptionalDouble.of(0.5),
            OptionalDouble.of(100),
            OptionalDouble.of(0.05));

    @Test
    void setsWhatTheNodeOffersAndSaysWhatItDoesNot() {
        Advice advice = PoolKnobs.advise(
                config(500, 3, Optional.of(new Affinity(0, List.of(0, 2)))),
                List.of(has("app.orders.queueDepth", 1000), has("app.orders.processors", 15)),
                4,
                WINDOW,
                0.25);
        assertThat(advice.settings())
                .containsExactly(new Setting("app.orders.queueDepth", 500), new Setting("app.orders.processors", 5));
        assertThat(advice.reasons())
                .containsExactly(
                        "app.orders.queueDepth: 500 instead of 1000, as the policy says",
                        "at 100 req/s only the first 20 of 500 that wait are served within 250 ms",
                        "not offered by this node: app.orders.priorityLevels",
                        "app.orders.processors: 5 instead of 15, as the policy says");
    }

    @Test
    void withholdsWhatNoNodeOffers() {
        Advice advice = PoolKnobs.advise(config(500, 3, Optional.empty()), List.of(), 4, WINDOW, Double.NaN);
        assertThat(advice.isChange()).isFalse();
        assertThat(advice.worthTelling()).isTrue();
        assertThat(advice.topic()).isEqualTo("pool-not-offered");
    }

    @Test
    void refusesProcessorsThatTheHostDoesNotHave() {
        for (Affinity affinity :
                List.of(new Affinity(0, List.of(7)), new Affinity(9, List.of()), new Affinity(0, List.of(-1)))) {
            Advice advice = PoolKnobs.advise(
                    config(0, 0, Optional.of(affinity)),
                    List.of(has("app.orders.processors", 15)),
                    4,
                    WINDOW,
                    Double.NaN);
            assertThat(advice.isChange()).isFalse();
            assertThat(advice.reasons()).first().asString().contains("it has 4");
        }
    }

    @Test
    void keepsTheNameOfAConnector() {
        assertThat(PoolKnobs.sibling("tomcat.maxThreads@8443", PoolKnobs.QUEUE_DEPTH))
                .isEqualTo("tomcat.queueDepth@8443");
    }

    private static ThreadOptimization config(int depth, int levels, Optional<Affinity> affinity) {
        return new ThreadOptimization(
                "app.orders.size",
                2,
                64,
                1.5,
                0.9,
                depth == 0 ? OptionalInt.empty() : OptionalInt.of(depth),
                levels == 0 ? OptionalInt.empty() : OptionalInt.of(levels),
                affinity);
    }

    private static Capability has(String knob, long current) {
        return new Capability(knob, current, 1, 10_000, "entries", true, "");
    }
}
