package io.flyball.agent.act;

import io.flyball.agent.jvm.JvmConnection;
import io.flyball.agent.jvm.MBeanRefusedException;
import io.flyball.protocol.model.Capability;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/** A HotSpot flag that may change while the JVM runs. */
final class FlagKnob implements Knob {
    private final JvmConnection jvm;
    private final String flag;
    private final Supplier<Capability> shape;
    private final Evidence evidence;

    /** @param shape asked at every probe, since bounds may follow the live set; its value is not used */
    FlagKnob(JvmConnection jvm, String flag, Supplier<Capability> shape, Evidence evidence) {
        this.jvm = jvm;
        this.flag = flag;
        this.shape = shape;
        this.evidence = evidence;
    }

    @Override
    public String name() {
        return shape.get().knob();
    }

    @Override
    public Capability probe() throws IOException {
        Capability now = shape.get();
        Optional<String> value = jvm.vmOption(flag);
        boolean available = now.available() && value.isPresent();
        String note = value.isPresent() ? now.note() : "this JVM has no flag " + flag;
        long current = value.map(Long::parseLong).orElse(0L);
        return new Capability(now.knob(), current, now.min(), now.max(), now.unit(), available, note);
    }

    @Override
    public long read() throws IOException, MBeanRefusedException {
        return jvm.vmOption(flag)
                .map(Long::parseLong)
                .orElseThrow(() -> new MBeanRefusedException("cannot read flag " + flag));
    }

    @Override
    public void write(long value) throws IOException, MBeanRefusedException {
        jvm.setVmOption(flag, value);
    }

    @Override
    public Optional<Evidence> evidence() {
        return Optional.of(evidence);
    }
}
