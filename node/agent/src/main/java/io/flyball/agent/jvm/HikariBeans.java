package io.flyball.agent.jvm;

import java.io.IOException;
import java.util.List;
import javax.management.ObjectName;

/** Names of HikariCP's MBeans; they exist where {@code registerMbeans} is on. */
public final class HikariBeans {
    public static final String TOTAL = "TotalConnections";
    public static final String ACTIVE = "ActiveConnections";
    public static final String PENDING = "ThreadsAwaitingConnection";
    public static final String MAXIMUM = "MaximumPoolSize";

    private static final String CONFIG_TYPE = "PoolConfig";

    private HikariBeans() {}

    /** Configurations of pools, by name: the first one is the main one. */
    public static List<ObjectName> configurations(JvmConnection jvm) throws IOException {
        return jvm.find("com.zaxxer.hikari:*").stream()
                .filter(bean -> String.valueOf(bean.getKeyProperty("type")).startsWith(CONFIG_TYPE))
                .toList();
    }

    /** The pool of a configuration: {@code type=PoolConfig (db)} becomes {@code type=Pool (db)}. */
    public static ObjectName pool(ObjectName configuration) {
        return JvmConnection.name(configuration.getCanonicalName().replace("type=" + CONFIG_TYPE, "type=Pool"));
    }

    /** The name of the pool, from either form of the bean's name. */
    public static String name(ObjectName configuration) {
        String name = configuration.getKeyProperty("name");
        if (name != null) {
            return name;
        }
        String type = configuration.getKeyProperty("type");
        int open = type.indexOf('(');
        return open < 0 ? type : type.substring(open + 1, Math.max(open + 1, type.lastIndexOf(')')));
    }
}
