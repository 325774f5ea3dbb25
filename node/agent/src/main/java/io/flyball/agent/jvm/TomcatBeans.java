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

    private static final String LOCAL_PORT = "localPort";
    private static final String[] ATTRIBUTES = {MAX_THREADS, CURRENT_THREADS, BUSY_THREADS, CONNECTIONS, LOCAL_PORT};

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

    /**
     * Requests that wait for a thread. The connector's name is no help: with port 0 it carries a number, not the port.
     *
     * @param values of the thread pool
     */
    public static OptionalLong queue(long pid, Map<String, Object> values) {
        OptionalLong port = number(values, LOCAL_PORT);
        return port.isPresent() && port.getAsLong() > 0
                ? SocketQueue.waiting(pid, Math.toIntExact(port.getAsLong()))
                : OptionalLong.empty(); // stopped, or not a TCP port
    }

    public static OptionalLong number(Map<String, Object> values, String attribute) {
        return values.get(attribute) instanceof Number number
                ? OptionalLong.of(number.longValue())
                : OptionalLong.empty();
    }
}
