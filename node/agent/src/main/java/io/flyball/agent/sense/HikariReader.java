package io.flyball.agent.sense;

import io.flyball.agent.jvm.HikariBeans;
import io.flyball.agent.jvm.JvmConnection;
import io.flyball.protocol.model.Metrics;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.management.ObjectName;

/** The first HikariCP pool. Its maximum rarely moves and needs a call of its own: it is read at every sixth tick. */
final class HikariReader implements Reader {
    private final JvmConnection jvm;
    private static final int MAXIMUM_TICKS = 6;

    private List<ObjectName> configurations = List.of();
    private Object maximum;
    private int ticks;

    HikariReader(JvmConnection jvm) {
        this.jvm = jvm;
    }

    @Override
    public void look() throws IOException {
        configurations = HikariBeans.configurations(jvm);
        ticks = 0;
    }

    @Override
    public void read(Readings readings) throws IOException {
        if (configurations.isEmpty()) {
            return;
        }
        ObjectName first = configurations.get(0);
        if (ticks++ % MAXIMUM_TICKS == 0) {
            maximum = jvm.read(first, HikariBeans.MAXIMUM).get(HikariBeans.MAXIMUM);
        }
        put(readings, Metrics.HIKARI_MAX, maximum);
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
