package io.flyball.agent.act;

import io.flyball.agent.jvm.JvmConnection;
import io.flyball.agent.jvm.MBeanRefusedException;
import io.flyball.protocol.model.Capability;
import java.io.IOException;
import java.util.Optional;
import javax.management.ObjectName;

/** A knob that is one writable attribute of one MBean. */
class AttributeKnob implements Knob {
    private final JvmConnection jvm;
    private final ObjectName bean;
    private final String attribute;
    private final boolean wide;
    private final Capability shape;
    private final Optional<Evidence> evidence;

    /**
     * @param wide whether the attribute is a long, else an int
     * @param shape name, bounds, unit and note; its value is not used
     */
    AttributeKnob(
            JvmConnection jvm,
            ObjectName bean,
            String attribute,
            boolean wide,
            Capability shape,
            Optional<Evidence> evidence) {
        this.jvm = jvm;
        this.bean = bean;
        this.attribute = attribute;
        this.wide = wide;
        this.shape = shape;
        this.evidence = evidence;
    }

    @Override
    public String name() {
        return shape.knob();
    }

    @Override
    public Capability probe() throws IOException {
        try {
            long current = read();
            return current < 0
                    ? unavailable(current, attribute + " = " + current + ": the value is not in use")
                    : new Capability(name(), current, shape.min(), shape.max(), shape.unit(), true, shape.note());
        } catch (MBeanRefusedException e) {
            return unavailable(0, e.getMessage());
        }
    }

    private Capability unavailable(long current, String why) {
        return new Capability(name(), current, shape.min(), shape.max(), shape.unit(), false, why);
    }

    @Override
    public long read() throws IOException, MBeanRefusedException {
        return jvm.readLong(bean, attribute);
    }

    @Override
    public void write(long value) throws IOException, MBeanRefusedException {
        jvm.write(bean, attribute, wide ? (Object) value : (Object) Math.toIntExact(value));
    }

    @Override
    public Optional<Evidence> evidence() {
        return evidence;
    }
}
