package io.flyball.app;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/**
 * Offers pools, limits and caches of this service to Flyball's agent, each as an MXBean named
 * {@code io.flyball.app:type=Pool|Limit|Cache,name=<name>}.
 *
 * <pre>{@code
 * Flyball.register("orders", ordersPool);
 * Flyball.registerLimit("downstream", downstreamPermits);
 * Flyball.registerCache("prices", cache::maximum, cache::setMaximum, cache::estimatedSize);
 * }</pre>
 *
 * <p>Registering a name again replaces what was there, so that a service may rebuild its pools.
 */
public final class Flyball {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    private static final int MOST_THREADS = 1_000;
    private static final Map<ObjectName, Object> REGISTERED = new HashMap<>();

    private Flyball() {}

    /** A pool that may have 1 to 1,000 threads. */
    public static Registration register(String name, ThreadPoolExecutor pool) {
        return register(name, pool, 1, MOST_THREADS);
    }

    public static Registration register(String name, ThreadPoolExecutor pool, int min, int max) {
        return publish("Pool", name, new Pool(pool, atLeastOne(name, min, max)), PoolMXBean.class);
    }

    /** A limit of which nobody tells how much is in use. */
    public static Registration registerLimit(String name, IntSupplier current, IntConsumer set, int min, int max) {
        return registerLimit(name, current, set, () -> Limit.UNKNOWN, min, max);
    }

    /** @param used permits in use: shows whether a new limit took effect */
    public static Registration registerLimit(
            String name, IntSupplier current, IntConsumer set, IntSupplier used, int min, int max) {
        return publish("Limit", name, new Limit(current, set, used, new Bounds(name, min, max)), LimitMXBean.class);
    }

    public static Registration registerLimit(String name, ResizableSemaphore semaphore, int min, int max) {
        atLeastOne(name, min, max);
        return registerLimit(name, semaphore::limit, semaphore::resize, semaphore::used, min, max);
    }

    /** A cache that may hold any number of entries. */
    public static Registration registerCache(String name, LongSupplier current, LongConsumer set, LongSupplier size) {
        return registerCache(name, current, set, size, 0, Long.MAX_VALUE);
    }

    public static Registration registerCache(
            String name, LongSupplier current, LongConsumer set, LongSupplier size, long min, long max) {
        return publish("Cache", name, new Cache(current, set, size, new Bounds(name, min, max)), CacheMXBean.class);
    }

    private static Bounds atLeastOne(String name, int min, int max) {
        if (min < 1) {
            throw new IllegalArgumentException(name + ": min = " + min + ": must be at least 1");
        }
        return new Bounds(name, min, max);
    }

    private static <T> Registration publish(String type, String name, T bean, Class<T> shape) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name = '" + name
                    + "': must be 1 to 64 letters, digits, '_' or '-', starting with a letter or digit");
        }
        try {
            var objectName = new ObjectName("io.flyball.app:type=" + type + ",name=" + name);
            replace(objectName, new StandardMBean(bean, shape, true));
            return () -> remove(objectName, bean);
        } catch (JMException e) {
            throw new IllegalStateException("cannot register " + type + " " + name, e);
        }
    }

    private static synchronized void replace(ObjectName name, StandardMBean bean) throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        if (server.isRegistered(name)) {
            server.unregisterMBean(name);
        }
        server.registerMBean(bean, name);
        REGISTERED.put(name, bean.getImplementation());
    }

    /** Leaves a later registration of the same name alone. */
    private static synchronized void remove(ObjectName name, Object bean) {
        if (!REGISTERED.remove(name, bean)) {
            return;
        }
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        } catch (JMException e) {
            throw new IllegalStateException("cannot unregister " + name, e);
        }
    }
}
