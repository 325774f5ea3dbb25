package io.flyball.agent.sense;

import io.flyball.agent.jvm.JvmConnection;
import io.flyball.agent.jvm.JvmFacts;
import io.flyball.agent.jvm.PerfCounters;
import io.flyball.protocol.model.Metrics;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.management.ObjectName;

/**
 * Number of Java threads, what stops or hinders them; from JDK 21 on also what they allocate. Stops and contended
 * monitors come from the JVM's shared counters, the latter up to JDK 24 only.
 */
final class ThreadReader implements Reader {
    private static final ObjectName THREADING = JvmConnection.name("java.lang:type=Threading");
    private static final String COUNT = "ThreadCount";
    private static final String ALLOCATED = "TotalThreadAllocatedBytes";

    private final JvmConnection jvm;
    private final JvmFacts facts;
    private static final String FREQUENCY = "sun.os.hrt.frequency";
    private static final List<String> STOPS = List.of("sun.rt.safepointTime", "sun.rt.safepointSyncTime");
    private static final String CONTENDED = "sun.rt._sync_ContendedLockAttempts";

    private final Counter allocated = new Counter();
    private final Counter stopped = new Counter();
    private final Counter contended = new Counter();

    ThreadReader(JvmConnection jvm, JvmFacts facts) {
        this.jvm = jvm;
        this.facts = facts;
    }

    @Override
    public void read(Readings readings) throws IOException {
        Optional<PerfCounters> counters = PerfCounters.of(facts.pid());
        counters.ifPresent(shared -> readStops(shared, readings));
        OptionalLong live =
                counters.map(shared -> shared.number("java.threads.live")).orElse(OptionalLong.empty());
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

    private void readStops(PerfCounters shared, Readings readings) {
        OptionalLong ticksPerSecond = shared.number(FREQUENCY);
        if (ticksPerSecond.isPresent() && shared.number(STOPS.get(0)).isPresent()) {
            double ticks = STOPS.stream()
                    .mapToDouble(name -> shared.number(name).orElse(0))
                    .sum();
            readings.putShare(Metrics.SAFEPOINT_TIME, stopped.perSecond(ticks / ticksPerSecond.getAsLong()));
        }
        shared.number(CONTENDED).ifPresent(count -> readings.put(Metrics.LOCKS_CONTENDED, contended.perSecond(count)));
    }
}
