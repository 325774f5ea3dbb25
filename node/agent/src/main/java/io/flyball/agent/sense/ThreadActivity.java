package io.flyball.agent.sense;

import java.lang.Thread.State;
import java.util.List;

/**
 * What a worker thread is doing, told from its state and the innermost calls of its stack. The first that fits counts:
 * a thread that waits for a connection inside a lock waits for the connection.
 *
 * <p>Example: {@code WAITING} in {@code Unsafe.park .. LinkedBlockingQueue.take, ThreadPoolExecutor.getTask} is
 * {@link #IDLE}; {@code RUNNABLE} in {@code NioSocketImpl.read} waits for another process: {@link #IO_WAIT}.
 */
enum ThreadActivity {
    /** Waits for work: in the queue of its pool, in a selector, or for the next request of a kept connection. */
    IDLE,
    /** Executes, or is ready to. */
    RUNNABLE,
    /** Waits for a monitor or a {@code java.util.concurrent} lock. */
    LOCK_WAIT,
    /** Waits for a connection of a pool or for a permit. */
    POOL_WAIT,
    /** Waits for the answer of another process. */
    IO_WAIT,
    /** Waits for something else: a timer, a future, another thread. */
    OTHER_WAIT;

    private static final List<String> WAITS_FOR_WORK = List.of(
            "java.util.concurrent.ThreadPoolExecutor.getTask",
            "org.apache.tomcat.util.threads.ThreadPoolExecutor.getTask",
            "java.util.concurrent.ForkJoinPool.awaitWork",
            "org.eclipse.jetty.util.thread.QueuedThreadPool.idleJobPoll",
            "org.eclipse.jetty.util.thread.ReservedThreadExecutor$ReservedThread.reservedWait",
            "io.netty.util.concurrent.SingleThreadEventExecutor.takeTask",
            "java.util.TimerThread.mainLoop",
            "org.xnio.nio.WorkerThread.run",
            "org.apache.coyote.http11.Http11InputBuffer.fill",
            "sun.net.httpserver.ServerImpl",
            "sun.nio.ch.EPoll.wait",
            "sun.nio.ch.Poll.poll",
            "sun.nio.ch.Net.accept",
            "sun.nio.ch.SelectorImpl.select",
            "java.net.PlainSocketImpl.socketAccept",
            "io.netty.channel.epoll.Native.epollWait",
            "io.netty.channel.epoll.Native.epollWait0");

    private static final List<String> SOCKET_CALLS = List.of(
            "java.net.SocketInputStream.socketRead0",
            "java.net.PlainSocketImpl.socketConnect",
            "sun.nio.ch.NioSocketImpl.",
            "sun.nio.ch.Net.poll",
            "sun.nio.ch.Net.connect",
            "sun.nio.ch.SocketDispatcher.read0",
            "sun.nio.ch.UnixDomainSockets.",
            "java.net.Inet4AddressImpl.lookupAllHostAddr",
            "java.net.Inet6AddressImpl.lookupAllHostAddr");

    /** Clients that hand a request to threads of their own and wait for the answer. */
    private static final List<String> CLIENTS = List.of(
            "jdk.internal.net.http.",
            "okhttp3.internal.",
            "io.lettuce.core.",
            "io.grpc.stub.ClientCalls",
            "org.apache.kafka.clients.",
            "com.mongodb.internal.",
            "reactor.core.publisher.BlockingMonoSubscriber",
            "reactor.core.publisher.Mono.block");

    private static final List<String> POOLS = List.of(
            "com.zaxxer.hikari.util.ConcurrentBag.borrow",
            "com.zaxxer.hikari.pool.HikariPool.getConnection",
            "org.apache.commons.pool2.impl.GenericObjectPool.borrowObject",
            "org.apache.commons.pool2.impl.GenericKeyedObjectPool.borrowObject",
            "org.apache.tomcat.jdbc.pool.ConnectionPool.borrowConnection",
            "com.mchange.v2.resourcepool.BasicResourcePool.",
            "io.agroal.pool.ConnectionPool.",
            "com.alibaba.druid.pool.DruidDataSource.",
            "oracle.ucp.",
            "org.apache.http.pool.AbstractConnPool.",
            "org.apache.hc.core5.pool.",
            "reactor.pool.",
            "java.util.concurrent.Semaphore.acquire",
            "java.util.concurrent.Semaphore.tryAcquire");

    private static final List<String> LOCKS = List.of(
            "java.util.concurrent.locks.ReentrantLock",
            "java.util.concurrent.locks.ReentrantReadWriteLock",
            "java.util.concurrent.locks.StampedLock.");

    /** A condition releases its lock: who waits there waits for a signal, not for the lock. */
    private static final List<String> CONDITIONS =
            List.of("java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject.await");

    /** @param calls class and method, {@code java.lang.Thread.sleep}, innermost first */
    static ThreadActivity of(State state, List<String> calls) {
        if (any(calls, WAITS_FOR_WORK)) {
            return IDLE;
        }
        if (state == State.RUNNABLE) {
            return any(calls.subList(0, Math.min(3, calls.size())), SOCKET_CALLS) ? IO_WAIT : RUNNABLE;
        }
        if (any(calls, POOLS)) {
            return any(calls, SOCKET_CALLS) ? IO_WAIT : POOL_WAIT;
        }
        if (any(calls, SOCKET_CALLS) || any(calls, CLIENTS)) {
            return IO_WAIT;
        }
        if (state == State.BLOCKED) {
            return LOCK_WAIT;
        }
        return any(calls, LOCKS) && !any(calls, CONDITIONS) ? LOCK_WAIT : OTHER_WAIT;
    }

    private static boolean any(List<String> calls, List<String> starts) {
        for (String call : calls) {
            for (String start : starts) {
                if (call.startsWith(start)) {
                    return true;
                }
            }
        }
        return false;
    }
}
