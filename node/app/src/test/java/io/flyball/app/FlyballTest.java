package io.flyball.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.Attribute;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class FlyballTest {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

    @Test
    void aFixedPoolGrowsAndShrinksThroughItsBean() throws Exception {
        var pool = (ThreadPoolExecutor) Executors.newFixedThreadPool(4);
        try (Registration registered = Flyball.register("fixed", pool, 2, 32)) {
            var name = new ObjectName("io.flyball.app:type=Pool,name=fixed");
            assertThat(server.getAttribute(name, "Value")).isEqualTo(4);
            set(name, 16);
            assertThat(pool.getCorePoolSize()).isEqualTo(16);
            assertThat(pool.getMaximumPoolSize()).isEqualTo(16);
            set(name, 2);
            assertThat(pool.getCorePoolSize()).isEqualTo(2);
            assertThat(pool.getMaximumPoolSize()).isEqualTo(2);
            assertThat(server.getAttribute(name, "Min")).isEqualTo(2);
            assertThat(server.getAttribute(name, "Max")).isEqualTo(32);
            assertThat(registered).isNotNull();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void thePoolsEffectIsTheNumberOfThreadsThatExist() throws Exception {
        var pool = (ThreadPoolExecutor) Executors.newFixedThreadPool(1);
        try (Registration registered = Flyball.register("busy", pool)) {
            var name = new ObjectName("io.flyball.app:type=Pool,name=busy");
            assertThat(server.getAttribute(name, "Effect")).isEqualTo(0);
            var started = new CountDownLatch(1);
            var end = new CountDownLatch(1);
            pool.submit(() -> {
                started.countDown();
                return end.await(1, TimeUnit.MINUTES);
            });
            pool.submit(() -> {});
            assertThat(started.await(1, TimeUnit.MINUTES)).isTrue();
            assertThat(server.getAttribute(name, "Effect")).isEqualTo(1);
            assertThat(server.getAttribute(name, "Active")).isEqualTo(1);
            assertThat(server.getAttribute(name, "Queue")).isEqualTo(1);
            end.countDown();
            assertThat(registered).isNotNull();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aPoolWithABoundedQueueKeepsItsCoreSizeWhileTheMaximumMoves() {
        var executor = new ThreadPoolExecutor(2, 8, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(10));
        var pool = new Pool(executor, new Bounds("p", 1, 100));
        assertThat(pool.getValue()).isEqualTo(8);
        pool.setValue(20);
        assertThat(executor.getCorePoolSize()).isEqualTo(2);
        assertThat(executor.getMaximumPoolSize()).isEqualTo(20);
        pool.setValue(1);
        assertThat(executor.getCorePoolSize()).isEqualTo(1);
        assertThat(executor.getMaximumPoolSize()).isEqualTo(1);
        pool.setValue(8);
        assertThat(executor.getCorePoolSize()).isEqualTo(2);
        executor.shutdownNow();
    }

    @Test
    void anUnboundedQueueMakesTheCoreSizeTheValueThatCounts() {
        var executor = new ThreadPoolExecutor(3, 8, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        var pool = new Pool(executor, new Bounds("p", 1, 100));
        assertThat(pool.getValue()).isEqualTo(3);
        pool.setValue(12);
        assertThat(executor.getCorePoolSize()).isEqualTo(12);
        executor.shutdownNow();
    }

    @Test
    void aValueOutOfBoundsIsRefusedAndChangesNothing() throws Exception {
        var limit = new AtomicInteger(5);
        try (Registration registered = Flyball.registerLimit("orders", limit::get, limit::set, 1, 10)) {
            var name = new ObjectName("io.flyball.app:type=Limit,name=orders");
            assertThatThrownBy(() -> set(name, 11)).rootCause().hasMessage("orders = 11: must be between 1 and 10");
            assertThat(limit).hasValue(5);
            set(name, 7);
            assertThat(limit).hasValue(7);
            assertThat(server.getAttribute(name, "Effect")).isEqualTo(-1);
            assertThat(registered).isNotNull();
        }
    }

    @Test
    void aSemaphoreShowsItsPermitsInUse() throws Exception {
        var semaphore = new ResizableSemaphore(8);
        semaphore.acquire(6);
        semaphore.resize(5);
        assertThat(semaphore.tryAcquire()).isFalse();
        semaphore.release(2);
        assertThat(semaphore.tryAcquire()).isTrue();
        try (Registration registered = Flyball.registerLimit("sem", semaphore, 1, 50)) {
            var name = new ObjectName("io.flyball.app:type=Limit,name=sem");
            assertThat(server.getAttribute(name, "Effect")).isEqualTo(5);
            set(name, 20);
            assertThat(semaphore.availablePermits()).isEqualTo(15);
            assertThat(registered).isNotNull();
        }
    }

    @Test
    void aCacheShowsCapacityAndEntries() throws Exception {
        var capacity = new AtomicLong(1_000);
        try (Registration registered = Flyball.registerCache("prices", capacity::get, capacity::set, () -> 42)) {
            var name = new ObjectName("io.flyball.app:type=Cache,name=prices");
            server.setAttribute(name, new Attribute("Value", 20_000L));
            assertThat(capacity).hasValue(20_000);
            assertThat(server.getAttribute(name, "Effect")).isEqualTo(42L);
            assertThat(registered).isNotNull();
        }
    }

    @Test
    void registeringAgainReplacesAndTheOldRegistrationNoLongerRemoves() throws Exception {
        var name = new ObjectName("io.flyball.app:type=Limit,name=again");
        Registration old = Flyball.registerLimit("again", () -> 1, value -> {}, 1, 10);
        Registration current = Flyball.registerLimit("again", () -> 2, value -> {}, 1, 10);
        old.close();
        assertThat(server.getAttribute(name, "Value")).isEqualTo(2);
        current.close();
        current.close();
        assertThat(server.isRegistered(name)).isFalse();
    }

    @Test
    void namesAndBoundsAreChecked() {
        assertThatThrownBy(() -> Flyball.registerLimit("a b", () -> 1, value -> {}, 1, 10))
                .hasMessageStartingWith("name = 'a b': must be");
        assertThatThrownBy(() -> Flyball.registerLimit("x", () -> 1, value -> {}, 10, 1))
                .hasMessage("x: max = 1: must be at least min (10)");
    }

    private void set(ObjectName name, int value) throws Exception {
        server.setAttribute(name, new Attribute("Value", value));
    }
}
