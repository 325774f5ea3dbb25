package io.flyball.agent.jvm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import javax.management.ObjectName;

/** Names and attributes of Tomcat's MBeans, embedded ({@code Tomcat:}) or not ({@code Catalina:}). */
public final class TomcatBeans {
    public static final String MAX_THREADS = "maxThreads";
    public static final String CURRENT_THREADS = "currentThreadCount";
    public static final String BUSY_THREADS = "currentThreadsBusy";
    public static final String CONNECTIONS = "connectionCount";
    public static final String IDLE_CONNECTIONS = "keepAliveCount";

    private static final String[] ATTRIBUTES = {
        MAX_THREADS, CURRENT_THREADS, BUSY_THREADS, CONNECTIONS, IDLE_CONNECTIONS
    };

    private TomcatBeans() {}

    /** Thread pools of connectors, HTTP before other protocols, then by name: the first one is the main one. */
    public static List<ObjectName> threadPools(JvmConnection jvm) throws IOException {
        return ordered(jvm, "*:type=ThreadPool,name=*");
    }

    /** Request counters of the same connectors in the same order. */
    public static List<ObjectName> requestCounters(JvmConnection jvm) throws IOException {
        return ordered(jvm, "*:type=GlobalRequestProcessor,name=*");
    }

    private static List<ObjectName> ordered(JvmConnection jvm, String pattern) throws IOException {
        List<ObjectName> beans = new ArrayList<>(jvm.find(pattern));
        beans.removeIf(bean -> bean.getKeyPropertyList().size() != 2); // sockets and upgrades have a third key
        beans.sort(Comparator.comparing((ObjectName bean) -> !connector(bean).startsWith("http"))
                .thenComparing(TomcatBeans::connector));
        return beans;
    }

    /** E.g. {@code http-nio-8080}, without the quotes that Tomcat puts around it. */
    public static String connector(ObjectName bean) {
        String name = bean.getKeyProperty("name");
        return name.startsWith("\"") ? ObjectName.unquote(name) : name;
    }

    /** All values of a thread pool in one call. */
    public static Map<String, Object> read(JvmConnection jvm, ObjectName pool) throws IOException {
        return jvm.read(pool, ATTRIBUTES);
    }

    /** Open connections. Tomcat counts one more: the place it keeps for the connection it is waiting to accept. */
    public static OptionalLong connections(Map<String, Object> values) {
        OptionalLong counted = number(values, CONNECTIONS);
        return counted.isPresent() && counted.getAsLong() >= 0
                ? OptionalLong.of(Math.max(0, counted.getAsLong() - 1))
                : OptionalLong.empty(); // -1: connections are not limited, hence not counted
    }

    /** Requests that wait for a thread: open connections less idle ones less busy threads. */
    public static OptionalLong queue(Map<String, Object> values) {
        OptionalLong open = connections(values);
        OptionalLong idle = number(values, IDLE_CONNECTIONS);
        OptionalLong busy = number(values, BUSY_THREADS);
        return open.isPresent() && idle.isPresent() && busy.isPresent()
                ? OptionalLong.of(Math.max(0, open.getAsLong() - idle.getAsLong() - busy.getAsLong()))
                : OptionalLong.empty();
    }

    public static OptionalLong number(Map<String, Object> values, String attribute) {
        return values.get(attribute) instanceof Number number
                ? OptionalLong.of(number.longValue())
                : OptionalLong.empty();
    }
}
