package io.flyball.agent.act;

import io.flyball.agent.jvm.HikariBeans;
import io.flyball.agent.jvm.JvmConnection;
import io.flyball.agent.jvm.MBeanRefusedException;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.Knobs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.management.ObjectName;

/** Sizes of HikariCP's connection pools. */
final class HikariKnobs {
    private static final Envelope MAXIMUM = new Envelope(1, 100);
    private static final String CONNECTIONS = "connections";

    private final JvmConnection jvm;
    private final Envelopes envelopes;

    HikariKnobs(JvmConnection jvm, Envelopes envelopes) {
        this.jvm = jvm;
        this.envelopes = envelopes;
    }

    List<Knob> find() throws IOException {
        List<Knob> knobs = new ArrayList<>();
        for (ObjectName configuration : HikariBeans.configurations(jvm)) {
            String suffix = knobs.isEmpty() ? "" : "@" + HikariBeans.name(configuration);
            String name = Knobs.HIKARI_MAX_POOL_SIZE + suffix;
            Envelope bounds = envelopes.of(name, MAXIMUM);
            var shape =
                    new Capability(name, 0, bounds.min(), bounds.max(), CONNECTIONS, true, "effect: TotalConnections");
            knobs.add(new MaximumPoolSize(configuration, shape));
        }
        if (knobs.isEmpty()) {
            knobs.add(new Missing(
                    Knobs.HIKARI_MAX_POOL_SIZE, CONNECTIONS, "no pool found among the MBeans (registerMbeans=true)"));
        }
        return knobs;
    }

    private Evidence connections(ObjectName pool) {
        return new Occupancy(HikariBeans.TOTAL, () -> {
            Map<String, Object> values = jvm.read(pool, HikariBeans.TOTAL, HikariBeans.PENDING);
            if (!(values.get(HikariBeans.TOTAL) instanceof Number total)) {
                throw new MBeanRefusedException("cannot read TotalConnections of " + pool);
            }
            boolean waiting = values.get(HikariBeans.PENDING) instanceof Number pending && pending.longValue() > 0;
            return new Evidence.Reading(total.doubleValue(), waiting);
        });
    }

    /** A smaller maximum alone leaves all connections open and at work: they have to be evicted. */
    private final class MaximumPoolSize extends AttributeKnob {
        private final ObjectName pool;

        MaximumPoolSize(ObjectName configuration, Capability shape) {
            super(
                    jvm,
                    configuration,
                    HikariBeans.MAXIMUM,
                    false,
                    shape,
                    Optional.of(connections(HikariBeans.pool(configuration))));
            this.pool = HikariBeans.pool(configuration);
        }

        @Override
        public void write(long value) throws IOException, MBeanRefusedException {
            super.write(value);
            if (jvm.readLong(pool, HikariBeans.TOTAL) > value) {
                jvm.invoke(pool, "softEvictConnections", new Object[0], new String[0]);
            }
        }
    }
}
