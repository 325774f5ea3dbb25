package io.flyball.policy.tune.connections;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.document.ConnectionPool;
import io.flyball.policy.document.ConnectionPool.Downstream;
import io.flyball.policy.tune.Wild;
import io.flyball.protocol.model.Setting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectionPoolsTest {
    private static final String KNOB = "hikari.maximumPoolSize";
    private final ConnectionPool config =
            new ConnectionPool(KNOB, 2, 50, Optional.of(new Downstream("orders-db", 100, 0.8)));

    @Test
    void shrinksIdlePoolsToMakeRoomForTheOneThatWaits() {
        ConnectionPlan plan = ConnectionPools.plan(
                config,
                List.of(pool("a", 20, 20, 6), pool("b", 20, 4, 0), pool("c", 20, 4, 0), pool("d", 20, 4, 0)),
                10,
                0,
                4);
        assertThat(plan.shrink())
                .extracting(ConnectionPlan.Resize::setting)
                .containsExactly(new Setting(KNOB, 18), new Setting(KNOB, 18), new Setting(KNOB, 18));
        assertThat(plan.grow()).containsExactly(new ConnectionPlan.Resize("a", 20, new Setting(KNOB, 26)));
        assertThat(plan.reasons())
                .containsExactly(
                        "orders-db takes 100 connections, 80% of them for this service: 80",
                        "a: 20 -> 26, 6 threads wait",
                        "b: 20 -> 18, it used 4",
                        "c: 20 -> 18, it used 4",
                        "d: 20 -> 18, it used 4");
    }

    @Test
    void theOneThatNeedsMostGrowsFirstSinceTrialsAreFew() {
        ConnectionPlan plan = ConnectionPools.plan(
                config, List.of(pool("a", 10, 10, 1), pool("b", 10, 10, 9), pool("c", 10, 10, 4)), 10, 0, 3);
        assertThat(plan.grow()).extracting(ConnectionPlan.Resize::node).containsExactly("b", "c", "a");
    }

    @Test
    void keepsRoomForInstancesThatStartAndMayBeAdded() {
        ConnectionPlan plan =
                ConnectionPools.plan(config, List.of(pool("a", 20, 20, 60), pool("b", 20, 20, 60)), 10, 1, 5);
        assertThat(plan.reserved()).isEqualTo(30);
        assertThat(plan.grow()).extracting(resize -> resize.setting().value()).containsExactly(25L, 25L);
    }

    @Test
    void aPoolThatWasNotMeasuredKeepsItsConnections() {
        ConnectionPlan plan = ConnectionPools.plan(
                config, List.of(pool("a", 60, Double.NaN, Double.NaN), pool("b", 20, 20, 5)), 10, 0, 2);
        assertThat(plan.isChange()).isFalse();
        assertThat(plan.reasons()).contains("b: stays at 20 although 5 threads wait: no room");
    }

    @Test
    void comesBelowTheBudgetEvenWhereConnectionsAreUsed() {
        ConnectionPlan plan =
                ConnectionPools.plan(config, List.of(pool("a", 60, 60, 0), pool("b", 60, 60, 3)), 10, 0, 2);
        assertThat(plan.grow()).isEmpty();
        assertThat(plan.shrink()).extracting(resize -> resize.setting().value()).containsExactly(40L, 40L);
    }

    @Test
    void growsByWhatWaitsWithoutALimitDownstream() {
        ConnectionPlan plan = ConnectionPools.plan(
                new ConnectionPool(KNOB, 2, 50, Optional.empty()), List.of(pool("a", 20, 20, 6)), 10, 0, 10);
        assertThat(plan.grow()).extracting(resize -> resize.setting().value()).containsExactly(26L);
    }

    /** In whatever order each wave is carried out, the sum never passes the budget, or what it was. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.policy.Seeds#all")
    void neverPassesTheBudgetAtAnyMoment(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 50; i++) {
            List<PoolInstance> instances = new ArrayList<>();
            for (int n = random.nextInt(12); n > 0; n--) {
                instances.add(pool(
                        "n" + n,
                        random.nextInt(20) == 0 ? random.nextLong() : random.nextLong(40),
                        Wild.number(random, 40),
                        Wild.number(random, 20)));
            }
            ConnectionPlan plan = ConnectionPools.plan(
                    config, instances, random.nextInt(-1, 20), random.nextInt(-1, 4), random.nextInt(20));
            assertThat(plan.reasons()).isNotEmpty();
            Map<String, Long> sizes = new HashMap<>();
            instances.forEach(one -> sizes.put(one.node(), one.size()));
            long before = sum(sizes);
            long bound = Math.max(before, plan.budget() - plan.reserved());
            for (ConnectionPlan.Resize resize : shuffled(plan.shrink(), random)) {
                assertThat(resize.setting().value()).isBetween(1L, sizes.get(resize.node()) - 1);
                sizes.put(resize.node(), resize.setting().value());
                assertThat(sum(sizes)).isLessThanOrEqualTo(bound);
            }
            for (ConnectionPlan.Resize resize : shuffled(plan.grow(), random)) {
                assertThat(resize.setting().value())
                        .isGreaterThan(sizes.get(resize.node()))
                        .isLessThanOrEqualTo(50);
                sizes.put(resize.node(), resize.setting().value());
                assertThat(sum(sizes)).isLessThanOrEqualTo(plan.budget() - plan.reserved());
            }
        }
    }

    private static List<ConnectionPlan.Resize> shuffled(List<ConnectionPlan.Resize> wave, SplittableRandom random) {
        List<ConnectionPlan.Resize> order = new ArrayList<>(wave);
        for (int i = order.size() - 1; i > 0; i--) {
            Collections.swap(order, i, random.nextInt(i + 1));
        }
        return order;
    }

    private static long sum(Map<String, Long> sizes) {
        return sizes.values().stream().mapToLong(Long::longValue).sum();
    }

    private static PoolInstance pool(String node, long size, double active, double pending) {
        return new PoolInstance(node, size, active, pending);
    }
}
