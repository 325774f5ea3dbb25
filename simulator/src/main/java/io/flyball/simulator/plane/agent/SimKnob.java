package io.flyball.simulator.plane.agent;

import io.flyball.agent.act.Evidence;
import io.flyball.agent.act.Knob;
import io.flyball.agent.jvm.MBeanRefusedException;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.Knobs;
import io.flyball.simulator.plane.world.Disk;
import java.io.IOException;
import java.util.Optional;

/**
 * A knob of a simulated JVM: may not answer, may refuse, and the agent may end while it writes.
 *
 * @param reach the JVM as it is reached now
 */
record SimKnob(String name, String unit, long min, long max, Reach reach) implements Knob {
    /** The way to one JVM. */
    interface Reach {
        SimJvm jvm();

        /** Fails while the JVM does not answer. */
        void call() throws IOException;

        /** Whether the next write fails, leaving its value behind. */
        boolean refuses();

        /** Where the agent may end. */
        Disk disk();

        void written(SimKnob knob, long value);
    }

    @Override
    public Capability probe() throws IOException {
        reach.call();
        return new Capability(name, value(), min, max, unit, true, "simulated");
    }

    @Override
    public long read() throws IOException {
        reach.call();
        return value();
    }

    private long value() {
        return reach.jvm().knobs().getOrDefault(name, 0L);
    }

    @Override
    public void write(long value) throws IOException, MBeanRefusedException {
        reach.call();
        reach.disk().point();
        if (!Knobs.isAction(name)) {
            reach.jvm().knobs().put(name, value);
        } else {
            reach.jvm().collected(1);
        }
        reach.written(this, value);
        reach.disk().point();
        if (reach.refuses()) {
            throw new MBeanRefusedException(name + ": refused");
        }
    }

    @Override
    public Optional<Evidence> evidence() {
        return Optional.empty();
    }
}
