package io.flyball.agent.sense;

import io.flyball.agent.jvm.JvmConnection;
import io.flyball.protocol.model.Metrics;
import java.io.IOException;
import java.util.Map;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/** Sizes of the heap and of the rest. */
record MemoryReader(JvmConnection jvm) implements Reader {
    private static final ObjectName MEMORY = JvmConnection.name("java.lang:type=Memory");
    private static final String HEAP = "HeapMemoryUsage";
    private static final String NON_HEAP = "NonHeapMemoryUsage";

    @Override
    public void read(Readings readings) throws IOException {
        Map<String, Object> values = jvm.read(MEMORY, HEAP, NON_HEAP);
        put(readings, Metrics.HEAP_USED, values.get(HEAP), "used");
        put(readings, Metrics.HEAP_COMMITTED, values.get(HEAP), "committed");
        put(readings, Metrics.HEAP_MAX, values.get(HEAP), "max");
        put(readings, Metrics.NON_HEAP_USED, values.get(NON_HEAP), "used");
    }

    private static void put(Readings readings, String metric, Object usage, String part) {
        if (usage instanceof CompositeData data && data.get(part) instanceof Long bytes && bytes >= 0) {
            readings.put(metric, bytes); // a maximum of -1 is unknown
        }
    }
}
