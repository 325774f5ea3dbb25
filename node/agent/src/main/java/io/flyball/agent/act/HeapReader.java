package io.flyball.agent.act;

import io.flyball.agent.jvm.JvmConnection;
import io.flyball.agent.jvm.MBeanRefusedException;
import java.io.IOException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/** Reads {@code used} or {@code committed} bytes of the heap. */
record HeapReader(JvmConnection jvm, String part) implements Evidence.Reader {
    private static final ObjectName MEMORY = JvmConnection.name("java.lang:type=Memory");
    private static final String USAGE = "HeapMemoryUsage";

    @Override
    public Evidence.Reading read() throws IOException, MBeanRefusedException {
        if (jvm.read(MEMORY, USAGE).get(USAGE) instanceof CompositeData usage
                && usage.get(part) instanceof Long bytes) {
            return new Evidence.Reading(bytes, false);
        }
        throw new MBeanRefusedException("cannot read heap." + part);
    }
}
