package io.flyball.agent.act;

import io.flyball.agent.jvm.MBeanRefusedException;
import io.flyball.protocol.model.Capability;
import java.util.Optional;

/** A knob that this JVM does not have, with the reason: people look for it. */
record Missing(String name, String unit, String why) implements Knob {
    @Override
    public Capability probe() {
        return new Capability(name, 0, 0, 0, unit, false, why);
    }

    @Override
    public long read() throws MBeanRefusedException {
        throw new MBeanRefusedException(name + ": " + why);
    }

    @Override
    public void write(long value) throws MBeanRefusedException {
        throw new MBeanRefusedException(name + ": " + why);
    }

    @Override
    public Optional<Evidence> evidence() {
        return Optional.empty();
    }
}
