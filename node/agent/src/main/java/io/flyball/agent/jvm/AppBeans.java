package io.flyball.agent.jvm;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import javax.management.ObjectName;

/** MBeans by which a service offers its own pools, limits and caches. */
public final class AppBeans {
    /** Most of them that one JVM may offer; the rest is not looked at. */
    private static final int MOST = 32;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    private AppBeans() {}

    /** What is bounded: the value is the bound, the effect is how much of it exists. */
    public enum Kind {
        POOL("Pool", "size", "threads", "threads"),
        LIMIT("Limit", "limit", "busy", "permits"),
        CACHE("Cache", "capacity", "entries", "entries");

        private final String type;
        private final String value;
        private final String effect;
        private final String unit;

        Kind(String type, String value, String effect, String unit) {
            this.type = type;
            this.value = value;
            this.effect = effect;
            this.unit = unit;
        }

        /** Last part of the knob, and of the metric with its value. */
        public String value() {
            return value;
        }

        /** Last part of the metric that shows an effect. */
        public String effect() {
            return effect;
        }

        public String unit() {
            return unit;
        }
    }

    /** One of them. */
    public record AppBean(Kind kind, String name, ObjectName bean) {
        /** {@code app.<name>.<part>}. */
        public String metric(String part) {
            return "app." + name + "." + part;
        }
    }

    /** Sorted by type and name. */
    public static List<AppBean> find(JvmConnection jvm) throws IOException {
        return jvm.find("io.flyball.app:*").stream()
                .filter(bean -> bean.getKeyProperty("name") != null
                        && NAME.matcher(bean.getKeyProperty("name")).matches())
                .flatMap(bean -> java.util.Arrays.stream(Kind.values())
                        .filter(kind -> kind.type.equals(bean.getKeyProperty("type")))
                        .map(kind -> new AppBean(kind, bean.getKeyProperty("name"), bean)))
                .limit(MOST)
                .toList();
    }
}
