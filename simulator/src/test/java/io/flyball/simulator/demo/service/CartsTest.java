package io.flyball.simulator.demo.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CartsTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void dropsACartWhenItsTimeIsOver() {
        Carts carts = new Carts(Duration.ofSeconds(40), 100);
        carts.put(0, new byte[1]);
        carts.put(10 * SECOND, new byte[1]);
        carts.evict(40 * SECOND - 1);
        assertThat(carts.size()).isEqualTo(2);
        carts.evict(40 * SECOND);
        assertThat(carts.size()).isEqualTo(1);
        carts.evict(50 * SECOND);
        assertThat(carts.size()).isZero();
    }

    @Test
    void neverHoldsMoreThanItsBound() {
        Carts carts = new Carts(Duration.ofSeconds(40), 3);
        for (int i = 0; i < 10; i++) {
            carts.put(i, new byte[1]);
        }
        assertThat(carts.size()).isEqualTo(3);
    }
}
