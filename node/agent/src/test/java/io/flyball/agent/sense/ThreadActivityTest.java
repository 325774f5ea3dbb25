package io.flyball.agent.sense;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Thread.State;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThreadActivityTest {
    private static final String PARK = "jdk.internal.misc.Unsafe.park";
    private static final String AWAIT =
            "java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject.awaitNanos";

    @Test
    void aWorkerInTheQueueOfItsPoolIsIdle() {
        assertThat(of(
                        State.WAITING,
                        PARK,
                        AWAIT,
                        "java.util.concurrent.LinkedBlockingQueue.take",
                        "org.apache.tomcat.util.threads.TaskQueue.take",
                        "org.apache.tomcat.util.threads.ThreadPoolExecutor.getTask"))
                .isEqualTo(ThreadActivity.IDLE);
        assertThat(of(State.RUNNABLE, "sun.nio.ch.EPoll.wait", "sun.nio.ch.EPollSelectorImpl.doSelect"))
                .isEqualTo(ThreadActivity.IDLE);
    }

    @Test
    void aThreadThatTheJvmCallsRunnableInASocketWaitsForAnotherProcess() {
        assertThat(of(State.RUNNABLE, "sun.nio.ch.Net.poll", "sun.nio.ch.NioSocketImpl.park"))
                .isEqualTo(ThreadActivity.IO_WAIT);
        assertThat(of(State.RUNNABLE, "java.net.SocketInputStream.socketRead0")).isEqualTo(ThreadActivity.IO_WAIT);
        assertThat(of(State.RUNNABLE, "com.shop.Cart.total", "com.shop.Cart.pay"))
                .isEqualTo(ThreadActivity.RUNNABLE);
    }

    @Test
    void whoWaitsForAConnectionWaitsForThePoolWhateverHoldsItUp() {
        assertThat(of(
                        State.TIMED_WAITING,
                        PARK,
                        "java.util.concurrent.SynchronousQueue.poll",
                        "com.zaxxer.hikari.util.ConcurrentBag.borrow",
                        "com.zaxxer.hikari.pool.HikariPool.getConnection"))
                .isEqualTo(ThreadActivity.POOL_WAIT);
        assertThat(of(State.BLOCKED, "com.mchange.v2.resourcepool.BasicResourcePool.checkoutResource"))
                .isEqualTo(ThreadActivity.POOL_WAIT);
        assertThat(of(State.WAITING, PARK, "java.util.concurrent.Semaphore.acquire"))
                .isEqualTo(ThreadActivity.POOL_WAIT);
        assertThat(of(State.RUNNABLE, "sun.nio.ch.Net.poll", "com.zaxxer.hikari.pool.HikariPool.getConnection"))
                .as("it opens one")
                .isEqualTo(ThreadActivity.IO_WAIT);
    }

    @Test
    void monitorsAndLocksAreLocksButASignalIsNot() {
        assertThat(of(State.BLOCKED, "com.shop.Cart.add")).isEqualTo(ThreadActivity.LOCK_WAIT);
        assertThat(of(State.WAITING, PARK, "java.util.concurrent.locks.ReentrantLock$Sync.lock", "com.shop.Cart.add"))
                .isEqualTo(ThreadActivity.LOCK_WAIT);
        assertThat(of(State.WAITING, PARK, AWAIT, "java.util.concurrent.locks.ReentrantLock.x"))
                .isEqualTo(ThreadActivity.OTHER_WAIT);
        assertThat(of(State.TIMED_WAITING, "java.lang.Thread.sleep")).isEqualTo(ThreadActivity.OTHER_WAIT);
    }

    @Test
    void aClientWithThreadsOfItsOwnIsAskedByWaiting() {
        assertThat(of(
                        State.WAITING,
                        PARK,
                        "java.util.concurrent.CompletableFuture.get",
                        "jdk.internal.net.http.HttpClientImpl.send"))
                .isEqualTo(ThreadActivity.IO_WAIT);
    }

    @Test
    void aStackMayBeEmpty() {
        assertThat(of(State.RUNNABLE)).isEqualTo(ThreadActivity.RUNNABLE);
        assertThat(of(State.WAITING)).isEqualTo(ThreadActivity.OTHER_WAIT);
    }

    @Test
    void workersShareTheirNameButForDigits() {
        Map<Long, String> names = Map.of(
                1L, "main",
                10L, "http-nio-8080-exec-1",
                11L, "http-nio-8080-exec-12",
                12L, "http-nio-8080-Poller",
                13L, "RMI TCP Connection(1)-127.0.0.1",
                14L, "RMI TCP Connection(2)-127.0.0.1");
        assertThat(WorkerNames.workers(names)).containsExactly(10L, 11L);
        assertThat(WorkerNames.workers(Map.of(1L, "main", 7L, "importer")))
                .as("no pools: all of the service")
                .containsExactly(7L);
    }

    private static ThreadActivity of(State state, String... calls) {
        return ThreadActivity.of(state, List.of(calls));
    }
}
