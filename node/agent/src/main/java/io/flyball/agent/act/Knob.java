package io.flyball.agent.act;

import io.flyball.agent.jvm.MBeanRefusedException;
import io.flyball.protocol.model.Capability;
import java.io.IOException;
import java.util.Optional;

/** One tunable value of one JVM. Calls block; they come from the thread of that JVM. */
public interface Knob {
    /** See {@link io.flyball.protocol.model.Knobs}. */
    String name();

    /** Asks the JVM whether it can be turned, and reads the value in force. */
    Capability probe() throws IOException;

    long read() throws IOException, MBeanRefusedException;

    /** May leave a bad value behind when it throws (Tomcat does): write the old one again then. */
    void write(long value) throws IOException, MBeanRefusedException;

    /** Empty where nothing can show an effect but the value itself. */
    Optional<Evidence> evidence();
}
