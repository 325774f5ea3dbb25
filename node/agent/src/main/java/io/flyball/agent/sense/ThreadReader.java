package io.flyball.agent.sense;

import io.flyball.agent.jvm.JvmConnection;
import io.flyball.agent.jvm.JvmFacts;
import io.flyball.agent.jvm.PerfCounters;
import io.flyball.protocol.model.Metrics;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;
import javax.management.ObjectName;

/** Number of Java threads; from JDK 21 on also what they allocate. */
final class ThreadReader implements Reader {
    private static final ObjectName THREADING = JvmConnection.name("java.lang:type=Threading");
    private static final String COUNT = "ThreadCount";
    private static final String ALLOCATED = "TotalThreadAllocatedBytes";

    private final JvmConnection jvm;
    private final JvmFacts facts;
    private final Counter allocated = new Counter();

    ThreadReader(JvmConnection jvm, JvmFacts facts) {
        this.jvm = jvm;
        this.facts = facts;
    }

    @Override
    public void read(Readings readings) throws IOException {
        OptionalLong live = PerfCounters.of(facts.pid())
                .map(counters -> counters.number("java.threads.live"))
                .orElse(OptionalLong.empty());
        readings.put(Metrics.THREADS, live);
        boolean exact = facts.feature() >= GcReader.FIRST_WITH_EXACT_ALLOCATION;
        if (live.isPresent() && !exact) {
            return;
        }
        Map<String, Object> values = jvm.read(THREADING, COUNT, ALLOCATED);
        if (values.get(COUNT) instanceof Number number) {
            readings.put(Metrics.THREADS, number.doubleValue());
        }
        if (exact && values.get(ALLOCATED) instanceof Number bytes && bytes.longValue() >= 0) {
            readings.put(Metrics.ALLOCATION_RATE, allocated.perSecond(bytes.doubleValue()));
        }
    }
}
