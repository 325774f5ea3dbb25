package io.flyball.agent.sense;

import io.flyball.agent.jvm.HikariBeans;
import io.flyball.agent.jvm.JvmConnection;
import io.flyball.protocol.model.Metrics;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.management.ObjectName;

/** The first HikariCP pool. */
final class HikariReader implements Reader {
    private final JvmConnection jvm;
    private List<ObjectName> configurations = List.of();

    HikariReader(JvmConnection jvm) {
        this.jvm = jvm;
    }

    @Override
    public void look() throws IOException {
        configurations = HikariBeans.configurations(jvm);
    }

    @Override
    public void read(Readings readings) throws IOException {
        if (configurations.isEmpty()) {
            return;
        }
        ObjectName first = configurations.get(0);
        put(readings, Metrics.HIKARI_MAX, jvm.read(first, HikariBeans.MAXIMUM).get(HikariBeans.MAXIMUM));
        Map<String, Object> pool = jvm.read(HikariBeans.pool(first), HikariBeans.ACTIVE, HikariBeans.PENDING);
        put(readings, Metrics.HIKARI_ACTIVE, pool.get(HikariBeans.ACTIVE));
        put(readings, Metrics.HIKARI_PENDING, pool.get(HikariBeans.PENDING));
    }

    private static void put(Readings readings, String metric, Object value) {
        if (value instanceof Number number) {
            readings.put(metric, number.doubleValue());
        }
    }
}
