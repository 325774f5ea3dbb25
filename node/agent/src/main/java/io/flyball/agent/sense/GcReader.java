package io.flyball.agent.sense;

import io.flyball.agent.jvm.Collector;
import io.flyball.agent.jvm.JvmConnection;
import io.flyball.agent.jvm.JvmFacts;
import io.flyball.agent.jvm.PerfCounters;
import io.flyball.protocol.model.Metrics;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;

/**
 * Collections: how many, how long the application was stopped, what was left, what was allocated.
 *
 * <p>Counts and pauses of the stop-the-world collectors come from the JVM's shared counters, which cost it nothing; they
 * equal the MBeans'. ZGC and Shenandoah count cycles and pauses in separate MBeans, of which only pauses stop the
 * application. The last collection is asked for only when there was one.
 */
final class GcReader implements Reader {
    private static final String COUNT = "CollectionCount";
    private static final String TIME = "CollectionTime";
    private static final String LAST = "LastGcInfo";
    /** From here on the JVM tells what its threads allocated, see {@link ThreadReader}. */
    static final int FIRST_WITH_EXACT_ALLOCATION = 21;

    /** Young, full, and the two pauses of a concurrent cycle. */
    private static final double[] OLD_WEIGHTS = {0, 1, 0.5};

    private static final List<String> NOT_HEAP = List.of("Code", "Meta", "Compressed");

    private final JvmConnection jvm;
    private final JvmFacts facts;
    private final Counter count = new Counter();
    private final Counter seconds = new Counter();
    private final Counter old = new Counter();
    private double cycles;
    private OptionalLong live = OptionalLong.empty();
    private final Counter allocated = new Counter();
    private final Allocation allocation = new Allocation();

    GcReader(JvmConnection jvm, JvmFacts facts) {
        this.jvm = jvm;
        this.facts = facts;
    }

    /** How often, and for how many seconds, collections stopped the application, and how often the old generation was collected, since the JVM started. */
    private record Pauses(double count, double seconds, OptionalDouble old) {}

    /** Bytes in use after the newest collection; empty before the first one. */
    OptionalLong live() {
        return live;
    }

    @Override
    public void read(Readings readings) throws IOException {
        Optional<Pauses> cheap = fromCounters();
        Pauses pauses = cheap.isPresent() ? cheap.get() : fromBeans();
        readings.putShare(Metrics.GC_TIME, seconds.perSecond(pauses.seconds()));
        OptionalDouble stops = count.increase(pauses.count());
        readings.put(Metrics.GC_COUNT, stops);
        boolean concurrent = facts.collector().isConcurrent();
        if (concurrent || stops.isEmpty() || stops.getAsDouble() > 0) {
            readLast();
        }
        OptionalDouble collectedOld = concurrent ? OptionalDouble.of(cycles) : pauses.old();
        collectedOld.ifPresent(count -> readings.put(Metrics.GC_OLD_COUNT, old.increase(count)));
        if (facts.feature() < FIRST_WITH_EXACT_ALLOCATION) {
            estimateAllocation(readings);
        }
        if (live.isPresent()) {
            readings.put(Metrics.HEAP_LIVE, live);
            readings.value(Metrics.HEAP_MAX)
                    .ifPresent(max -> readings.put(Metrics.HEAP_LIVE_RATIO, Math.min(1, live.getAsLong() / max)));
        }
    }

    private void estimateAllocation(Readings readings) {
        OptionalDouble used = readings.value(Metrics.HEAP_USED);
        if (used.isPresent()) {
            readings.put(Metrics.ALLOCATION_RATE, allocated.perSecond(allocation.total(used.getAsDouble())));
        }
    }

    private Optional<Pauses> fromCounters() {
        if (facts.collector().isConcurrent() || facts.collector() == Collector.OTHER) {
            return Optional.empty(); // their counters mix pauses with steps of a cycle
        }
        return PerfCounters.of(facts.pid()).flatMap(GcReader::pauses);
    }

    private static Optional<Pauses> pauses(PerfCounters counters) {
        OptionalLong ticksPerSecond = counters.number("sun.os.hrt.frequency");
        if (ticksPerSecond.isEmpty()
                || counters.number("sun.gc.collector.0.invocations").isEmpty()) {
            return Optional.empty();
        }
        double invocations = 0;
        double ticks = 0;
        double old = 0;
        for (int i = 0; i < OLD_WEIGHTS.length; i++) {
            double of =
                    counters.number("sun.gc.collector." + i + ".invocations").orElse(0);
            invocations += of;
            ticks += counters.number("sun.gc.collector." + i + ".time").orElse(0);
            old += of * OLD_WEIGHTS[i];
        }
        return Optional.of(new Pauses(invocations, ticks / ticksPerSecond.getAsLong(), OptionalDouble.of(old)));
    }

    private Pauses fromBeans() throws IOException {
        double invocations = 0;
        double millis = 0;
        for (ObjectName bean : facts.collectorBeans()) {
            if (isCycle(bean)) {
                continue;
            }
            Map<String, Object> values = jvm.read(bean, COUNT, TIME);
            invocations += values.get(COUNT) instanceof Number number ? number.doubleValue() : 0;
            millis += values.get(TIME) instanceof Number number ? number.doubleValue() : 0;
        }
        return new Pauses(invocations, millis / 1000, OptionalDouble.empty());
    }

    private static boolean isCycle(ObjectName bean) {
        return bean.getKeyProperty("name").endsWith("Cycles");
    }

    /** Of several collectors, the one whose last collection ended last. */
    private void readLast() throws IOException {
        long newest = Long.MIN_VALUE;
        double found = 0;
        for (ObjectName bean : facts.collectorBeans()) {
            if (facts.collector().isConcurrent() != isCycle(bean)) {
                continue;
            }
            Map<String, Object> values = jvm.read(bean, COUNT, LAST);
            double collections = values.get(COUNT) instanceof Number number ? number.doubleValue() : 0;
            double freed = 0;
            found += isCycle(bean) && !bean.getKeyProperty("name").contains("Minor") ? collections : 0;
            if (values.get(LAST) instanceof CompositeData info && info.get("endTime") instanceof Long end) {
                double after = heap(info.get("memoryUsageAfterGc"));
                freed = heap(info.get("memoryUsageBeforeGc")) - after;
                if (end > newest) {
                    newest = end;
                    live = OptionalLong.of(Math.round(after));
                }
            }
            allocation.collected(bean.getKeyProperty("name"), collections, freed);
        }
        cycles = found;
    }

    private static double heap(Object byPool) {
        double used = 0;
        if (byPool instanceof TabularData table) {
            Collection<?> rows = table.values();
            for (Object row : rows) {
                if (row instanceof CompositeData entry
                        && entry.get("key") instanceof String pool
                        && NOT_HEAP.stream().noneMatch(pool::startsWith)
                        && entry.get("value") instanceof CompositeData usage
                        && usage.get("used") instanceof Long bytes) {
                    used += bytes;
                }
            }
        }
        return used;
    }
}
