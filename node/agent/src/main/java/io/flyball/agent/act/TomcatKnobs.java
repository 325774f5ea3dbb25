package io.flyball.agent.act;

import io.flyball.agent.jvm.JvmConnection;
import io.flyball.agent.jvm.MBeanRefusedException;
import io.flyball.agent.jvm.TomcatBeans;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.Knobs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.management.ObjectName;

/** Worker threads of Tomcat's connectors. */
final class TomcatKnobs {
    private static final Envelope MAX_THREADS = new Envelope(2, 500);
    private static final Envelope MIN_SPARE = new Envelope(1, 100);
    private static final String THREADS = "threads";

    private final JvmConnection jvm;
    private final long pid;
    private final Envelopes envelopes;

    TomcatKnobs(JvmConnection jvm, long pid, Envelopes envelopes) {
        this.jvm = jvm;
        this.pid = pid;
        this.envelopes = envelopes;
    }

    List<Knob> find() throws IOException {
        List<Knob> knobs = new ArrayList<>();
        for (ObjectName pool : TomcatBeans.threadPools(jvm)) {
            String connector = knobs.isEmpty() ? "" : "@" + TomcatBeans.connector(pool);
            knobs.add(new MaxThreads(pool, shape(Knobs.TOMCAT_MAX_THREADS + connector, MAX_THREADS)));
            knobs.add(minSpare(pool, Knobs.TOMCAT_MIN_SPARE_THREADS + connector));
        }
        if (knobs.isEmpty()) {
            knobs.add(new Missing(
                    Knobs.TOMCAT_MAX_THREADS,
                    THREADS,
                    "no connector found among the MBeans (Spring Boot: server.tomcat.mbeanregistry.enabled=true)"));
        }
        return knobs;
    }

    private Capability shape(String name, Envelope builtIn) {
        Envelope bounds = envelopes.of(name, builtIn);
        return new Capability(name, 0, bounds.min(), bounds.max(), THREADS, true, "effect: currentThreadCount");
    }

    private Knob minSpare(ObjectName pool, String name) {
        return new AttributeKnob(jvm, pool, "minSpareThreads", false, shape(name, MIN_SPARE), Optional.empty());
    }

    private Evidence currentThreads(ObjectName pool) {
        return new Occupancy("currentThreadCount", () -> {
            Map<String, Object> values = TomcatBeans.read(jvm, pool);
            long current = TomcatBeans.number(values, TomcatBeans.CURRENT_THREADS)
                    .orElseThrow(() -> new MBeanRefusedException("cannot read currentThreadCount of " + pool));
            long busy = TomcatBeans.number(values, TomcatBeans.BUSY_THREADS).orElse(0);
            boolean waiting = TomcatBeans.queue(pid, values).orElse(0) > 0;
            return new Evidence.Reading(current, waiting && busy >= current);
        });
    }

    /**
     * Tomcat stores a maximum below its pool's core size although the pool refuses it, so a refused write is repeated
     * after lowering minSpareThreads, which is that core size.
     */
    private final class MaxThreads extends AttributeKnob {
        private final ObjectName pool;

        MaxThreads(ObjectName pool, Capability shape) {
            super(jvm, pool, "maxThreads", false, shape, Optional.of(currentThreads(pool)));
            this.pool = pool;
        }

        @Override
        public void write(long value) throws IOException, MBeanRefusedException {
            try {
                super.write(value);
            } catch (MBeanRefusedException e) {
                if (value < 1) {
                    throw e;
                }
                jvm.write(pool, "minSpareThreads", Math.toIntExact(value));
                super.write(value);
            }
        }
    }
}
