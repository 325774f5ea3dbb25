package io.flyball.agent.sense;

import io.flyball.agent.jvm.AppBeans;
import io.flyball.agent.jvm.AppBeans.AppBean;
import io.flyball.agent.jvm.AppBeans.Kind;
import io.flyball.agent.jvm.JvmConnection;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Pools, limits and caches that the service offers: {@code app.<name>.<part>}. */
final class AppReader implements Reader {
    private final JvmConnection jvm;
    private List<AppBean> beans = List.of();

    AppReader(JvmConnection jvm) {
        this.jvm = jvm;
    }

    @Override
    public void look() throws IOException {
        beans = AppBeans.find(jvm);
    }

    @Override
    public void read(Readings readings) throws IOException {
        for (AppBean bean : beans) {
            Map<String, Object> values = bean.kind() == Kind.POOL
                    ? jvm.read(bean.bean(), "Value", "Effect", "Active", "Queue")
                    : jvm.read(bean.bean(), "Value", "Effect");
            put(readings, bean.metric(bean.kind().value()), values.get("Value"));
            put(readings, bean.metric(bean.kind().effect()), values.get("Effect"));
            put(readings, bean.metric("busy"), values.get("Active"));
            put(readings, bean.metric("queue"), values.get("Queue"));
        }
    }

    /** -1 is unknown. */
    private static void put(Readings readings, String metric, Object value) {
        if (value instanceof Number number && number.doubleValue() >= 0) {
            readings.put(metric, number.doubleValue());
        }
    }
}
